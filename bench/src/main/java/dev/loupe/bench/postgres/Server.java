package dev.loupe.bench.postgres;

import dev.loupe.bench.process.Tool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The real server behind every system, with pgbench's tables: a million accounts, which are 100 MB as text. */
final class Server implements AutoCloseable {
    /** For the idle sessions, and those of the benchmark itself. */
    private static final int CONNECTIONS = 1_100;

    private static final int ACCOUNTS = 1_000_000;
    private static final int SCALE = ACCOUNTS / 100_000;
    /** Type, length, number of columns, and the columns' lengths; the text's tabs and line feeds are not sent. */
    private static final int ROW_OVERHEAD = 1 + 4 + 2 + 4 * 4 - 4;
    /** Type and length. */
    private static final int COPY_OVERHEAD = 1 + 4;

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final String version;
    private final long copyBytes;

    private Server(EmbeddedPostgres postgres, Path folder) throws IOException, SQLException {
        this.postgres = postgres;
        this.folder = folder;
        Tool.failure(
                        "pgbench",
                        "--initialize",
                        "--quiet",
                        "--scale=" + SCALE,
                        "--host=127.0.0.1",
                        "--port=" + postgres.getPort(),
                        "--username=postgres",
                        "postgres")
                .ifPresent(reason -> {
                    throw new IllegalStateException("pgbench could not make its tables: " + reason);
                });
        Path file = folder.resolve("accounts.copy");
        Psql.run(postgres.getPort(), folder, "-c", "\\copy pgbench_accounts TO 'accounts.copy'");
        copyBytes = Files.size(file);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE UNLOGGED TABLE copied (LIKE pgbench_accounts)");
            try (ResultSet rows = statement.executeQuery("SHOW server_version")) {
                rows.next();
                version = rows.getString(1);
            }
        }
    }

    /**
     * Starts it and makes the tables.
     *
     * @param folder where psql runs
     */
    static Server start(Path folder) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", Integer.toString(CONNECTIONS))
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("autovacuum", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .start();
        try {
            return new Server(postgres, folder);
        } catch (IOException | SQLException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    int port() {
        return postgres.getPort();
    }

    /** Where psql finds its file. */
    Path folder() {
        return folder;
    }

    String version() {
        return version;
    }

    /** Bytes of the protocol that one execution carries, the smaller messages left out. */
    long bytes(Work work) {
        return switch (work) {
            case COPY_OUT -> copyBytes + (long) COPY_OVERHEAD * ACCOUNTS;
            case COPY_IN -> copyBytes;
            case FETCH -> copyBytes + (long) ROW_OVERHEAD * ACCOUNTS;
            default -> 0;
        };
    }

    /** Empties the table that is copied into. */
    void forget() throws IOException {
        Psql.run(port(), folder, "-c", "TRUNCATE copied");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
