package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Statement;
import java.util.Comparator;
import java.util.Locale;

/** What statements are sorted by, the largest first. */
public enum StatementOrder {
    /** All their runs together. */
    TOTAL("Total"),
    /** How often they ran. */
    CALLS("Calls"),
    /** One run, on average. */
    MEAN("Mean"),
    /** The longest run. */
    MAX("Max"),
    /** Returned or touched. */
    ROWS("Rows"),
    /** How long they waited for locks. */
    LOCKS("Lock wait");

    private final String label;

    StatementOrder(String label) {
        this.label = label;
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
        return Comparator.comparingLong((StatementRow row) -> figure(row.statement()))
                .reversed()
                .thenComparing(row -> row.statement().summary());
    }

    private long figure(Statement statement) {
        return switch (this) {
            case TOTAL -> statement.totalNanos();
            case CALLS -> statement.calls();
            case MEAN -> statement.meanNanos();
            case MAX -> statement.maxNanos();
            case ROWS -> statement.rows();
            case LOCKS -> statement.lockWaitNanos();
        };
    }
}
