package dev.loupe.demo.crm;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.sql.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What operators write down, in tables beside the Shop's. Thread-safe. */
final class Desk {
    private final Database database;
    private final Duration letter;

    /** @param letter how long it takes to typeset a letter to a customer */
    Desk(Database database, Duration letter) {
        this.database = database;
        this.letter = letter;
    }

    void knows(Act.Cause cause, String operator) throws SQLException, IOException, InterruptedException {
        database.does(
                cause,
                statements ->
                        statements.changes("INSERT INTO operators (name) VALUES (?) ON CONFLICT DO NOTHING", operator));
    }

    List<Map<String, String>> operators(Act.Cause cause) throws SQLException, IOException, InterruptedException {
        return database.does(cause, statements -> statements.rows("SELECT name FROM operators ORDER BY name"));
    }

    String notes(Act.Cause cause) throws SQLException, IOException, InterruptedException {
        return database
                .does(cause, statements -> statements.rows("SELECT note FROM notes WHERE order_id = ?", number(cause)))
                .stream()
                .map(row -> row.get("note"))
                .collect(Collectors.joining("; "));
    }

    /** The oldest lines of the CRM, from before anybody here had heard of parameters. */
    void approved(Act.Cause cause, String operator) throws SQLException, IOException, InterruptedException {
        database.does(
                cause,
                statements -> statements.changes("INSERT INTO approvals (order_id, operator) VALUES (" + number(cause)
                        + ", '" + operator.replace("'", "''") + "')"));
    }

    /**
     * Whether there is such an order, of which the note is kept. Nobody may change the order until the letter is done: whoever
     * wrote this had seen two letters that said different things.
     */
    boolean note(Act.Cause cause, String operator, String note) throws SQLException, IOException, InterruptedException {
        return database.atOnce(cause, statements -> {
            boolean known = statements
                    .row("SELECT id, status FROM orders WHERE id = ? FOR UPDATE", number(cause))
                    .isPresent();
            if (known) {
                TimeUnit.MILLISECONDS.sleep(letter.toMillis());
                statements.changes(
                        "INSERT INTO notes (order_id, operator, note) VALUES (?, ?, ?)", number(cause), operator, note);
            }
            return known;
        });
    }

    private static long number(Act.Cause cause) {
        return Long.parseLong(cause.order());
    }
}
