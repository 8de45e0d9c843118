package dev.loupe.demo.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** A service's database, with a pool of connections to it. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 6;

    private final AtomicLong transactions = new AtomicLong();
    private final HikariDataSource pool;
    private final String name;
    private final Book book;

    /**
     * Connects.
     *
     * @param name in the book
     * @param service by whose name the server's own views know its connections
     * @param book of that service
     */
    public Database(String name, String service, DatabaseAccess access, Book book) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(service);
        config.setJdbcUrl(access.url());
        config.setUsername(access.user());
        config.setPassword(access.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.addDataSourceProperty("ApplicationName", service);
        this.pool = new HikariDataSource(config);
        this.name = name;
        this.book = book;
    }

    /**
     * Something that is done with statements; blocks as long as they take.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T with(Statements statements) throws SQLException, IOException, InterruptedException;
    }

    /** Does something in which every statement is by itself. */
    public <T> T does(Act.Cause cause, Work<T> work) throws SQLException, IOException, InterruptedException {
        try (Connection connection = pool.getConnection()) {
            return work.with(new Statements(connection, new Entry(book, cause, name, 0)));
        }
    }

    /** Does all of something or nothing. */
    public <T> T atOnce(Act.Cause cause, Work<T> work) throws SQLException, IOException, InterruptedException {
        try (Connection connection = pool.getConnection()) {
            Entry entry = new Entry(book, cause, name, transactions.incrementAndGet());
            Statements statements = new Statements(connection, entry);
            connection.setAutoCommit(false);
            try {
                T result = work.with(statements);
                statements.commit();
                return result;
            } catch (SQLException | IOException | InterruptedException | RuntimeException e) {
                try {
                    statements.rollBack();
                } catch (SQLException second) {
                    e.addSuppressed(second);
                }
                throw e;
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
