package dev.loupe.console.web.page;

import dev.loupe.console.web.Databases.Database;
import java.util.List;

/**
 * The statements that a filter lets through.
 *
 * @param filter as asked for
 * @param databases to choose from
 * @param rows the first that match
 * @param matching how many match
 * @param held how many there are
 * @param totalNanos what all of them took
 */
record StatementsPanel(
        StatementFilter filter,
        List<String> databases,
        List<StatementRow> rows,
        int matching,
        int held,
        long totalNanos,
        Times times) {
    private static final int MOST_ROWS = 50;

    static StatementsPanel of(List<Database> databases, StatementFilter filter, TraceLinks links, Times times) {
        List<StatementRow> all = databases.stream()
                .flatMap(database -> StatementRow.of(database, links).stream())
                .toList();
        List<StatementRow> matching = all.stream()
                .filter(filter::matches)
                .sorted(filter.order().largestFirst())
                .toList();
        return new StatementsPanel(
                filter,
                databases.stream().map(Database::name).toList(),
                matching.stream().limit(MOST_ROWS).toList(),
                matching.size(),
                all.size(),
                matching.stream().mapToLong(row -> row.statement().totalNanos()).sum(),
                times);
    }

    /** Such as {@code 2 that match, of 31 statements}. */
    String summary() {
        String shown = rows.size() < matching ? "the first " + rows.size() + " of " + matching : "" + matching;
        String statements = held == 1 ? " statement" : " statements";
        return filter.isEmpty() ? shown + statements : shown + " that match, of " + held + statements;
    }

    Shares scale() {
        return new Shares(totalNanos);
    }

    /** Whether it has to be said which database a statement is for. */
    boolean several() {
        return databases.size() > 1;
    }

    boolean isUnknownDatabase() {
        return !filter.database().isEmpty() && !databases.contains(filter.database());
    }

    String hrefBy(StatementOrder order) {
        return "/databases" + filter.by(order).query();
    }
}
