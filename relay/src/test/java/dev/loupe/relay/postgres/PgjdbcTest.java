package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.loupe.relay.postgres.SessionObserver.Blind;
import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyManager;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** Java's driver, in its modes, over every way. */
class PgjdbcTest extends RealTest {
    private Connection connect(Way way) throws SQLException {
        goes(way, server(14));
        return connect(way, Map.of());
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getLong(1);
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void statement_isAnsweredAndSeenWhereItCanBe(Way way) throws SQLException {
        try (Connection connection = connect(way)) {
            assertThat(count(connection, "SELECT 42")).isEqualTo(42);
        }
        RecordedSessions.Recorded recorded = sessions.next();
        await().until(() -> !recorded.ends.isEmpty());
        if (way.isObserved()) {
            assertThat(recorded.blind).isEmpty();
            assertThat(recorded.backend).contains(new BackendEvent.CommandComplete("SELECT 1"));
            assertThat(recorded.frontend).endsWith(FrontendEvent.Terminate.INSTANCE);
        } else {
            assertThat(recorded.blind).containsExactly(Blind.ENCRYPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
    void queryMode_works(String mode) throws SQLException {
        goes(Way.PLAIN, server(14));
        try (Connection connection =
                        connect(Way.PLAIN, Map.of("preferQueryMode", mode, "prepareThreshold", "2", "autosave", "always"));
                PreparedStatement prepared = connection.prepareStatement("SELECT ?::int + 1")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                prepared.setInt(1, i);
                try (ResultSet result = prepared.executeQuery()) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getInt(1)).isEqualTo(i + 1);
                }
                assertThatThrownBy(() -> run(connection, "SELECT 1/0")).hasMessageContaining("division by zero");
            }
            connection.commit();
        }
        assertThat(sessions.next().blind).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void batch_worksWithErrorsInIt(Way way) throws SQLException {
        try (Connection connection = connect(way)) {
            run(connection, "CREATE TEMP TABLE b (i int PRIMARY KEY, t text)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO b VALUES (?, ?)")) {
                for (int i = 0; i < 5_000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "x".repeat(i % 500));
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(5_000);
                connection.commit();
                insert.setInt(1, 6_000);
                insert.addBatch();
                insert.setInt(1, 1);
                insert.addBatch();
                assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
                connection.rollback();
            }
            assertThat(count(connection, "SELECT count(*) FROM b")).isEqualTo(5_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cursor_fetchesInPortions(Way way) throws SQLException {
        goes(way, server(14));
        Map<String, String> options =
                Map.of("adaptiveFetch", "true", "maxResultBuffer", "10M", "defaultRowFetchSize", "10");
        try (Connection connection = connect(way, options)) {
            connection.setAutoCommit(false);
            long sum = 0;
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT i, repeat('x', 100) FROM generate_series(1, 20000) i")) {
                while (result.next()) {
                    sum += result.getInt(1);
                }
            }
            assertThat(sum).isEqualTo(20_000L * 20_001 / 2);
            connection.commit();
        }
        if (way.isObserved()) {
            RecordedSessions.Recorded recorded = sessions.next();
            assertThat(recorded.blind).isEmpty();
            assertThat(recorded.backend).contains(BackendEvent.PortalSuspended.INSTANCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void copy_goesBothWays(Way way) throws SQLException, IOException {
        try (Connection connection = connect(way)) {
            run(connection, "CREATE TEMP TABLE c (i int, t text)");
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 100_000; i++) {
                rows.append(i).append('\t').append("text ").append(i).append('\n');
            }
            byte[] in = rows.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(copy.copyIn("COPY c FROM STDIN", new ByteArrayInputStream(in))).isEqualTo(100_000);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            copy.copyOut("COPY c TO STDOUT", out);
            assertThat(out.toByteArray()).isEqualTo(in);
            assertThatThrownBy(() -> copy.copyIn("COPY c FROM STDIN", new ByteArrayInputStream("no number\n".getBytes(UTF_8))))
                    .hasMessageContaining("invalid input syntax");
            assertThat(count(connection, "SELECT count(*) FROM c")).isEqualTo(100_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void notification_arrivesWithoutAQuestion(Way way) throws SQLException {
        try (Connection listener = connect(way);
                Connection other = connect(way, Map.of())) {
            run(listener, "LISTEN news");
            run(other, "NOTIFY news, 'hello'");
            PGNotification[] notifications =
                    listener.unwrap(PGConnection.class).getNotifications(20_000);
            assertThat(notifications).hasSize(1);
            assertThat(notifications[0].getParameter()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeObject_isTheSame(Way way) throws SQLException {
        byte[] large = new byte[3_000_000];
        new Random(1).nextBytes(large);
        try (Connection connection = connect(way)) {
            connection.setAutoCommit(false);
            LargeObjectManager manager = connection.unwrap(PGConnection.class).getLargeObjectAPI();
            long oid = manager.createLO();
            try (LargeObject object = manager.open(oid)) {
                object.write(large);
                object.seek(0);
                assertThat(object.read(large.length)).isEqualTo(large);
            }
            manager.delete(oid);
            connection.commit();
        }
        if (way.isObserved()) {
            assertThat(sessions.next().frontend).anyMatch(FrontendEvent.FunctionCall.class::isInstance);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancel_reachesTheStatement(Way way) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection connection = connect(way);
                Statement statement = connection.createStatement()) {
            Future<Boolean> running = executor.submit(() -> statement.execute("SELECT pg_sleep(60) -- cancelled"));
            await().until(() -> isRunning("-- cancelled"));
            statement.cancel();
            assertThatThrownBy(running::get).hasMessageContaining("canceling statement due to user request");
            assertThat(count(connection, "SELECT 1")).isEqualTo(1);
        } finally {
            executor.shutdown();
        }
    }

    private static boolean isRunning(String part) throws SQLException {
        try (Connection direct = server(14).connect()) {
            return count(
                            direct,
                            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
                                    + " AND query LIKE '%" + part + "%'")
                    > 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void logicalReplication_streamsChanges(Way way) throws Exception {
        String slot = "slot_" + way.name().toLowerCase(Locale.ROOT);
        goes(way, server(14));
        Map<String, String> options =
                Map.of("replication", "database", "assumeMinServerVersion", "9.4", "preferQueryMode", "simple");
        server(14).runs("CREATE TABLE IF NOT EXISTS r (t text)");
        try (Connection connection = connect(way, options)) {
            PGConnection replicating = connection.unwrap(PGConnection.class);
            replicating
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(slot)
                    .withOutputPlugin("test_decoding")
                    .withTemporaryOption()
                    .make();
            server(14).runs("INSERT INTO r VALUES ('replicated " + slot + "')");
            PGReplicationStream stream = replicating
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(slot)
                    .withStartPosition(LogSequenceNumber.valueOf(0))
                    .start();
            String seen = "";
            while (!seen.contains("replicated " + slot)) {
                ByteBuffer message = stream.read();
                seen = StandardCharsets.UTF_8.decode(message).toString();
            }
            stream.close();
        }
        if (way.isObserved()) {
            assertThat(sessions.next().blind).containsExactly(Blind.REPLICATION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pool_ofHikariServesManyThreads(Way way) throws Exception {
        goes(way, server(14));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + relay().port() + "/postgres");
        config.setUsername("postgres");
        config.addDataSourceProperty("sslmode", way.client ? "verify-full" : "disable");
        config.addDataSourceProperty("sslrootcert", trust.toString());
        config.setMaximumPoolSize(8);
        ExecutorService executor = Executors.newFixedThreadPool(16);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                long wanted = i;
                all.add(CompletableFuture.runAsync(
                        () -> {
                            try (Connection connection = pool.getConnection()) {
                                assertThat(count(connection, "SELECT " + wanted)).isEqualTo(wanted);
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        executor));
            }
            all.forEach(CompletableFuture::join);
        } finally {
            executor.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TWICE")
    void password_isAcceptedByScram(Way way) throws SQLException {
        goes(way, server(14));
        scram(way, Map.of());
    }

    private void scram(Way way, Map<String, String> more) throws SQLException {
        Map<String, String> options = new HashMap<>(Map.of("user", "scram", "password", PASSWORD));
        options.putAll(more);
        try (Connection connection = connect(way, options)) {
            assertThat(count(connection, "SELECT 1")).isEqualTo(1);
        }
    }

    /** The server knows that it could have bound the channel, and the client that it was not offered: an attack, it seems. */
    @Test
    void password_withTlsOnBothSidesNeedsChannelBindingDisabled() throws SQLException {
        goes(Way.TWICE, server(14));
        assertThatThrownBy(() -> scram(Way.TWICE, Map.of())).hasMessageContaining("channel binding");
        scram(Way.TWICE, Map.of("channelBinding", "disable"));
    }

    @Test
    void password_isBoundToTheChannelWhereTheRelayShowsTheServersCertificate() throws SQLException {
        goes(Way.TWICE, server(14));
        showsTheServersCertificate();
        scram(Way.TWICE, Map.of("channelBinding", "require"));
    }
}
