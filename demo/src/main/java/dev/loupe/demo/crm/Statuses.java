package dev.loupe.demo.crm;

import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.mq.Letter;
import dev.loupe.demo.sql.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What the MES says of orders, in tables beside the Shop's. Thread-safe. */
final class Statuses {
    /** In the order in which an order has them. */
    private static final List<String> KNOWN = List.of("priced", "in production");

    private final Database database;
    private final Archive archive;

    Statuses(Database database, Archive archive) {
        this.database = database;
        this.archive = archive;
    }

    /** An order has a new status; the archive comes first, so that no operator sees what is not filed. */
    void learn(Letter letter) throws IOException, SQLException, InterruptedException {
        Map<String, String> news = letter.json();
        int rank = KNOWN.indexOf(news.get("status"));
        if (rank < 0) {
            throw new IllegalArgumentException("there is no such status");
        }
        archive.file();
        long order = Long.parseLong(news.get("order"));
        database.atOnce(letter.cause(), statements -> {
            statements.changes("INSERT INTO statuses (order_id, rank) VALUES (?, ?) ON CONFLICT DO NOTHING", order, 0);
            // Of two workers the one with the older news may be the later.
            return statements.changes(
                    "UPDATE statuses SET rank = ? WHERE order_id = ? AND rank < ?", rank, order, rank);
        });
    }

    /** Somebody may want to know one day what could not be read. */
    void keepUnread(Letter letter) throws IOException, SQLException, InterruptedException {
        database.does(
                letter.cause(),
                statements -> statements.changes(
                        "INSERT INTO unread (order_id, reason) VALUES (?, ?)",
                        Long.valueOf(letter.cause().order()),
                        letter.died()));
    }

    /** Empty for an order of which nothing has been heard. */
    String of(Act.Cause cause) throws SQLException, IOException, InterruptedException {
        return database.does(
                        cause,
                        statements -> statements.row(
                                "SELECT rank FROM statuses WHERE order_id = ?", Long.valueOf(cause.order())))
                .map(row -> KNOWN.get(Integer.parseInt(row.get("rank"))))
                .orElse("");
    }
}
