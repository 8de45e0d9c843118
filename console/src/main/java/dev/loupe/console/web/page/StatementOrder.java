package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Statement;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What statements are sorted by, the largest first. */
public enum StatementOrder {
    /** All their runs together. */
    TOTAL("Total", Statement::totalNanos),
    /** How often they ran. */
    CALLS("Calls", Statement::calls),
    /** One run, on average. */
    MEAN("Mean", Statement::meanNanos),
    /** The longest run. */
    MAX("Max", Statement::maxNanos),
    /** Returned or touched. */
    ROWS("Rows", Statement::rows),
    /** How long they waited for locks. */
    LOCKS("Lock wait", Statement::lockWaitNanos);

    private final String label;
    private final ToLongFunction<Statement> figure;

    StatementOrder(String label, ToLongFunction<Statement> figure) {
        this.label = label;
        this.figure = figure;
    }

    /** The one of that name in the query string; by total time if there is none. */
    public static StatementOrder named(String name) {
        for (StatementOrder order : values()) {
            if (order.inQuery().equals(name)) {
                return order;
            }
        }
        return TOTAL;
    }

    String label() {
        return label;
    }

    String inQuery() {
        return name().toLowerCase(Locale.ROOT);
    }

    Comparator<StatementRow> largestFirst() {
        return Comparator.comparingLong((StatementRow row) -> figure.applyAsLong(row.statement()))
                .reversed()
                .thenComparing(row -> row.statement().summary());
    }
}
