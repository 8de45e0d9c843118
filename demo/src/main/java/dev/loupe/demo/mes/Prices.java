package dev.loupe.demo.mes;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.sql.Database;
import java.io.IOException;
import java.sql.SQLException;

/** Prices and what is in production, in their tables. Thread-safe. */
final class Prices {
    private static final String METAL = "gold 585";
    private static final long LABOUR_CENTS = 18_000;

    private final Database database;

    Prices(Database database) {
        this.database = database;
    }

    /** Finds out what a ring weighs. */
    @FunctionalInterface
    interface Weighing {
        /** Grams; takes its time. */
        double grams(String file) throws IOException, InterruptedException;
    }

    void asked(Act.Cause cause, String file) throws SQLException, IOException, InterruptedException {
        database.does(
                cause,
                statements -> statements.changes(
                        "INSERT INTO prices (order_id, file, status) VALUES (?, ?, ?)",
                        Long.valueOf(cause.order()),
                        file,
                        "calculating"));
    }

    /** Cents, for the metal and the work; at the rate of the moment at which it began, so the transaction stays open. */
    long calculate(Act.Cause cause, Weighing weighing) throws SQLException, IOException, InterruptedException {
        return database.atOnce(cause, statements -> {
            String file = statements
                    .row("SELECT file FROM prices WHERE order_id = ?", Long.valueOf(cause.order()))
                    .orElseThrow()
                    .get("file");
            long rate = Long.parseLong(statements
                    .row("SELECT cents_per_gram FROM materials WHERE name = ?", METAL)
                    .orElseThrow()
                    .get("cents_per_gram"));
            long cents = LABOUR_CENTS + Math.round(weighing.grams(file) * rate);
            statements.changes(
                    "UPDATE prices SET status = ?, cents = ? WHERE order_id = ?",
                    "ready",
                    cents,
                    Long.valueOf(cause.order()));
            return cents;
        });
    }

    /** Whether it was not in production before. */
    boolean produce(Act.Cause cause) throws SQLException, IOException, InterruptedException {
        return database.does(
                cause,
                statements -> statements.changes(
                                "INSERT INTO production (order_id) VALUES (?) ON CONFLICT DO NOTHING",
                                Long.valueOf(cause.order()))
                        > 0);
    }

    /** How many are being calculated. */
    void look(Act.Cause cause) throws SQLException, IOException, InterruptedException {
        database.does(
                cause, statements -> statements.row("SELECT count(*) FROM prices WHERE status = ?", "calculating"));
    }
}
