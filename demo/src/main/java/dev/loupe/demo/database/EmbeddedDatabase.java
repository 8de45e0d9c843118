package dev.loupe.demo.database;

import dev.loupe.demo.sql.DatabaseAccess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL server on a free port of 127.0.0.1 with the databases {@code shop} and {@code mes}, their tables, and a role
 * with a password for each service. Its binaries are unpacked once, into a folder that stays; its data goes with
 * {@link #close}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The Shop's database, which the CRM uses too. */
    public static final String SHOP = "shop";

    /** The MES's database. */
    public static final String MES = "mes";

    private static final String PASSWORD = "an-open-password";
    private static final String HOSTS =
            "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n";

    private final Path data;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    /**
     * Starts one that is empty but for its tables; blocks until it accepts connections.
     *
     * @param binaries folder in which unpacked binaries stay, for the next start
     */
    public static EmbeddedDatabase start(Path binaries) {
        try {
            // Made by the server, so that nothing is left if that does not start.
            Path data = Path.of(System.getProperty("java.io.tmpdir"), "loupe-database-" + UUID.randomUUID());
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            Files.createDirectories(binaries.toAbsolutePath()).toFile())
                    .setDataDirectory(data)
                    .setDataDirectoryCustomizer(folder -> allowPasswordsOnly(folder.toPath()))
                    // Nobody minds if it is lost in a power failure.
                    .setServerConfig("fsync", "off")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("lc_messages", "C")
                    // Whoever starts it ends it, after those who use it.
                    .setRegisterShutdownHook(false)
                    .start();
            EmbeddedDatabase database = new EmbeddedDatabase(data, server);
            try {
                database.setUp();
                return database;
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded database does not start", e);
        }
    }

    private static void allowPasswordsOnly(Path data) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), HOSTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void setUp() {
        runs("postgres", "roles.sql");
        runs(SHOP, "shop.sql");
        runs(MES, "mes.sql");
    }

    private void runs(String database, String file) {
        try (InputStream in = EmbeddedDatabase.class.getResourceAsStream(file)) {
            runs(database, file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs what its administrator has written.
     *
     * @param name of it, for those who have to mend it
     * @param script statements, each of which ends with a semicolon at the end of a line
     */
    public void runs(String database, String name, String script) {
        try (Connection connection = DriverManager.getConnection(url(database, port()) + "?user=postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\\s*\n", -1)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name + " does not suit the database", e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    /** How a service gets at a database without anything between them. */
    public DatabaseAccess access(String service, String database) {
        return access(service, database, port());
    }

    /**
     * How a service gets at a database through something that listens on this machine.
     *
     * @param service {@code shop}, {@code mes}, {@code crm} or {@code accounting}
     */
    public DatabaseAccess access(String service, String database, int port) {
        return new DatabaseAccess(url(database, port), service, PASSWORD);
    }

    private static String url(String database, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
    }

    /** Ends the server and removes its data. May be called again. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded database does not stop", e);
        } finally {
            remove();
        }
    }

    private void remove() {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the database's temporary folder stays", e);
        }
    }
}
