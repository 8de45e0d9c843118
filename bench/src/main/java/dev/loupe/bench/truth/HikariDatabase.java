package dev.loupe.bench.truth;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** HikariCP and pgjdbc, for a service with a thread for each request. Every fourth transaction uses the simple protocol. */
final class HikariDatabase implements Database {
    private static final int CONNECTIONS = 8;
    private static final int SIMPLE = 4;

    private final Ledger ledger;
    private final HikariDataSource extended;
    private final HikariDataSource simple;

    /** @param port where the server seems to be */
    HikariDatabase(Ledger ledger, int port) {
        this.ledger = ledger;
        extended = pool(port, "");
        simple = pool(port, "&preferQueryMode=simple");
    }

    private static HikariDataSource pool(int port, String more) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&sslmode=disable" + more);
        pool.setMaximumPoolSize(CONNECTIONS);
        return pool;
    }

    @Override
    public CompletableFuture<Void> run(Step.Transaction transaction, Task task) {
        boolean simply = ledger.next() % SIMPLE == 0;
        try (Connection connection = (simply ? simple : extended).getConnection()) {
            boolean one = transaction.statements() == 1;
            connection.setAutoCommit(one);
            for (int i = 0; i < transaction.statements(); i++) {
                int operation = ledger.begins(transaction.carries(i), task, Ledger.Kind.STATEMENT);
                run(connection, Sql.of(transaction, i, task, operation, simply));
            }
            if (!one) {
                connection.commit();
            }
        } catch (SQLException e) {
            ledger.failed("a transaction of the thread service: " + e);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static void run(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            for (int i = 0; i < sql.parameters().size(); i++) {
                statement.setString(i + 1, sql.parameters().get(i));
            }
            statement.execute();
        }
    }

    @Override
    public void close() {
        extended.close();
        simple.close();
    }
}
