package dev.loupe.bench.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A statement that shows what its step says, and a mark that only the ledger understands.
 *
 * @param text with a {@code ?} for each parameter
 * @param parameters all of them text
 */
record Sql(String text, List<String> parameters) {
    /** Before a mark in a comment, and in a parameter. */
    static final String MARK = "operation-";

    /** Made before anything runs. */
    static final List<String> TABLES = List.of(
            "CREATE UNLOGGED TABLE prices (order_id text, amount int)",
            "CREATE UNLOGGED TABLE orders (id text, note text)",
            "CREATE UNLOGGED TABLE results (order_id text, note text)",
            "CREATE UNLOGGED TABLE rates (value text)",
            "CREATE UNLOGGED TABLE articles (name text)",
            "CREATE UNLOGGED TABLE outbox (note text)",
            "CREATE UNLOGGED TABLE steps (n int, note text)");

    /**
     * One of a transaction.
     *
     * @param marked whether the mark stands in a comment, since parameters are not sent as such
     */
    static Sql of(Step.Transaction transaction, int statement, Task task, int operation, boolean marked) {
        List<String> parameters = new ArrayList<>();
        if (statement == 0) {
            transaction.order().ifPresent(parameters::add);
        }
        parameters.add(MARK + operation);
        String text = statement == 0 ? first(transaction.shape()) : further(transaction.shape(), statement);
        String comment =
                marked || transaction.carries(statement) == Carries.CONTEXT ? "/*" + MARK + operation + "*/ " : "";
        String context = transaction.carries(statement) == Carries.CONTEXT
                ? " /*traceparent='" + task.traceparent() + "'*/"
                : "";
        return new Sql(comment + text + context, parameters);
    }

    private static String first(String shape) {
        return switch (shape) {
            case "UPDATE prices" -> "UPDATE prices SET amount = amount + 1 WHERE order_id = ? AND ? <> ''";
            case "INSERT orders" -> "INSERT INTO orders (id, note) VALUES (?, ?)";
            case "INSERT results" -> "INSERT INTO results (order_id, note) VALUES (?, ?)";
            case "SELECT orders" -> "SELECT o.note FROM orders o WHERE o.id = ? AND ? <> '' LIMIT 1";
            case "SELECT rates" -> "SELECT value FROM rates WHERE ? <> ''";
            case "SELECT articles" -> "SELECT name FROM articles WHERE ? <> ''";
            case "SELECT offers" -> "SELECT count(*) AS offers FROM articles WHERE ? <> ''";
            case "SELECT outbox" -> "SELECT note FROM outbox WHERE ? <> ''";
            default -> throw new IllegalArgumentException(shape);
        };
    }

    /** Of the transaction's own shape, and about no order. */
    private static String further(String shape, int statement) {
        String name = shape.toLowerCase(Locale.ROOT).replace(' ', '_') + '_' + statement;
        return "SELECT count(*) AS " + name + " FROM steps WHERE note = ?";
    }

    /** With {@code $1} for the first parameter, and so on. */
    String numbered() {
        StringBuilder numbered = new StringBuilder(text);
        int number = 1;
        for (int at = numbered.indexOf("?"); at >= 0; at = numbered.indexOf("?")) {
            numbered.replace(at, at + 1, "$" + number);
            number++;
        }
        return numbered.toString();
    }
}
