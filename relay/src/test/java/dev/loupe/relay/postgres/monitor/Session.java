package dev.loupe.relay.postgres.monitor;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** An application's session. Each of its statements names a column alias of its own, by which its span is found. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final int number;
    private int statements;

    Session(Connection connection, int number) throws SQLException {
        this.connection = connection;
        this.number = number;
    }

    void begins() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Changes a row; tells by what its span is found. */
    String changes(int row) throws SQLException {
        String mark = mark();
        execute(sql(row, mark));
        return mark;
    }

    /** Changes a row that somebody else may have. */
    Waiting triesToChange(int row) {
        String mark = mark();
        long since = System.nanoTime();
        return new Waiting(mark, since, CompletableFuture.supplyAsync(() -> {
            try {
                execute(sql(row, mark));
                return System.nanoTime();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        }));
    }

    /** Runs a statement that nobody keeps from it. */
    void runs(String sql) throws SQLException {
        execute(sql);
    }

    private String mark() {
        return "mark_" + number + "_" + ++statements + "_";
    }

    private static String sql(int row, String mark) {
        return "UPDATE orders AS " + mark + " SET total = total + 1 WHERE id = " + row;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Tells when it was over. */
    long commits() throws SQLException {
        long before = System.nanoTime();
        connection.commit();
        long after = System.nanoTime();
        connection.setAutoCommit(true);
        return before + (after - before) / 2;
    }

    void rollsBack() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** A statement that runs. */
    record Waiting(String mark, long since, CompletableFuture<Long> end) {
        void ends() throws Exception {
            end.get(30, TimeUnit.SECONDS);
        }
    }
}
