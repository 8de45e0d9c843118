package dev.loupe.console.web.page;

import java.util.Locale;

/**
 * Which statements are shown, and in which order; travels in the query string, so that it can be shared.
 *
 * @param database only those of exactly this database; empty for all
 * @param statement part of the summary or of the sanitised text, in any case of letters; empty for all
 * @param order what they are sorted by
 */
public record StatementFilter(String database, String statement, StatementOrder order) {
    /** Strips blanks at both ends and what is longer than one would type. */
    public StatementFilter {
        database = QueryText.shortened(database);
        statement = QueryText.shortened(statement);
    }

    boolean isEmpty() {
        return database.isEmpty() && statement.isEmpty();
    }

    boolean matches(StatementRow row) {
        String part = statement.toLowerCase(Locale.ROOT);
        return (database.isEmpty() || database.equals(row.database()))
                && (part.isEmpty()
                        || row.statement().summary().toLowerCase(Locale.ROOT).contains(part)
                        || row.statement().text().toLowerCase(Locale.ROOT).contains(part)
                        || row.statement().fingerprint().equals(part));
    }

    StatementFilter by(StatementOrder other) {
        return new StatementFilter(database, statement, other);
    }

    /** With its question mark; empty if there is nothing to say. */
    String query() {
        return new QueryText()
                .add("database", database)
                .add("statement", statement)
                .add("sort", sort())
                .toString();
    }

    /** Empty for what is the order anyway. */
    String sort() {
        return order == StatementOrder.TOTAL ? "" : order.inQuery();
    }
}
