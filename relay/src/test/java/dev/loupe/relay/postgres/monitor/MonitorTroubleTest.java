package dev.loupe.relay.postgres.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.postgres.blame.LockWait;
import dev.loupe.relay.postgres.plan.SlowStatement;
import dev.loupe.telemetry.fixture.CapturedLog;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A monitor that may not see everything, or whose database is gone. */
class MonitorTroubleTest {
    private static final String LOGGER = "dev.loupe.relay.postgres.monitor";

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start(14);
        server.runs(
                "CREATE TABLE orders (id int PRIMARY KEY, total int)",
                "INSERT INTO orders SELECT n, 0 FROM generate_series(1, 20) n",
                "CREATE ROLE nobody_special LOGIN",
                Files.readString(Path.of("../conf/postgres-monitor.sql")));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void roleWithoutRights_saysOnceWhichGrantIsMissing_andStillBlames() throws Exception {
        try (CapturedLog log = CapturedLog.of(LOGGER);
                Watcher watcher = Watcher.of(server, Watcher.settings(server, "nobody_special"), Watcher.SHARED)
                        .listening()) {
            Client blocker = watcher.client();
            SpanContext transaction = blocker.begins();
            blocker.runs("UPDATE orders SET total = 1 WHERE id = 1");
            Client.Running waiting = watcher.client().starts("UPDATE orders SET total = 2 WHERE id = 1");
            await().until(() -> !waiting.waits().isEmpty());

            LockWait seen = waiting.waits().get(0);
            assertThat(seen.blockers()).extracting(LockWait.Blocker::span).containsExactly(transaction);
            assertThat(seen.blockers()).extracting(LockWait.Blocker::state).containsExactly("idle in transaction");
            blocker.commits();
            waiting.ends();
            await().until(() -> !watcher.metric("loupe_db_dead_tuples").isEmpty());
            assertThat(watcher.metric("db_connections_active")).isEmpty();
            assertThat(watcher.monitor().state().missing())
                    .containsExactly("its role may not see what other sessions do; GRANT pg_monitor to it");
            assertThat(log.lines())
                    .containsExactly(
                            "WARN the monitor of shop-db goes on with less: its role may not see what other sessions"
                                    + " do; GRANT pg_monitor to it");
        }
    }

    @Test
    void roleOfTheShippedSql_seesEverythingButTables() throws Exception {
        try (CapturedLog log = CapturedLog.of(LOGGER);
                Watcher watcher = Watcher.of(server, Watcher.settings(server, "loupe_monitor"), Watcher.SHARED)
                        .listening()) {
            await().until(() -> !watcher.metric("db_connections_active").isEmpty());
            watcher.monitor()
                    .slowStatements()
                    .slow(new SlowStatement("1", "SELECT orders", "SELECT * FROM orders WHERE id = $1", true));
            await().until(() -> !watcher.monitor().plans().isEmpty());

            assertThat(watcher.monitor().plans().get(0).leftOut())
                    .isEqualTo("the monitor's role may not read its tables; GRANT SELECT on them to it");
            assertThat(watcher.monitor().state().missing()).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void session_canWriteNothing_andWaitsForNothingLong() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            MonitorSettings settings = new MonitorSettings(
                    Watcher.settings(server, "postgres").server(),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(200),
                    Optional.empty(),
                    Optional.empty());
            MonitorConnection connection = done(MonitorConnection.open(vertx, settings, "shop-db"));

            assertThat(sqlState(connection.ask("CREATE TABLE public.mine (id int)")))
                    .isEqualTo("25006");
            assertThat(sqlState(connection.ask("UPDATE public.orders SET total = 1")))
                    .isEqualTo("25006");
            assertThat(sqlState(connection.ask("SELECT pg_sleep(60)"))).isEqualTo("57014");
            assertThat(done(connection.ask("SHOW application_name"))
                            .iterator()
                            .next()
                            .getString(0))
                    .isEqualTo("loupe-monitor shop-db");
        } finally {
            done(vertx.close());
        }
    }

    @Test
    void monitor_isOneConnection() throws Exception {
        try (Watcher watcher = Watcher.of(server).listening();
                Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'loupe-monitor%'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(watcher.monitor().state().connected()).isTrue();
        }
    }

    @Test
    void overAUnixSocket_itIsTheSame() throws Exception {
        MonitorSettings overTcp = Watcher.settings(server, "postgres");
        MonitorSettings.Server socket = new MonitorSettings.Server(
                "",
                server.port(),
                Optional.of(server.socket().getParent()),
                Optional.empty(),
                "postgres",
                "",
                "postgres");
        try (Watcher watcher = Watcher.of(
                server,
                new MonitorSettings(socket, overTcp.interval(), overTcp.timeout(), overTcp.blame(), overTcp.plans()),
                Watcher.SHARED)) {
            assertThat(watcher.listening().monitor().state().connected()).isTrue();
        }
    }

    @Test
    void standby_isWatchedWithoutTheExchange() throws Exception {
        Path data = Files.createTempDirectory("standby");
        try (PostgresServer primary = PostgresServer.start(
                14, builder -> builder.setDataDirectory(data).setCleanDataDirectory(false))) {
            primary.runs("CREATE TABLE orders (id int)");
        }
        Files.createFile(data.resolve("standby.signal"));
        try (PostgresServer standby = PostgresServer.start(
                        14, builder -> builder.setDataDirectory(data).setCleanDataDirectory(false));
                CapturedLog log = CapturedLog.of(LOGGER);
                Watcher watcher = Watcher.of(standby).connected()) {
            await().until(() -> !watcher.metric("db_connections_active").isEmpty());

            assertThat(watcher.monitor().state().exchange()).isFalse();
            assertThat(log.lines())
                    .containsExactly(
                            "WARN the monitor of shop-db goes on with less: a standby carries no notifications, so"
                                    + " blockers that pass through other processes stay unknown");
        }
    }

    @Test
    void databaseDownAndBack_isSaidOnceEach() throws Exception {
        try (PostgresServer fragile = PostgresServer.start(14);
                CapturedLog log = CapturedLog.of(LOGGER);
                Watcher watcher = Watcher.of(fragile).listening()) {
            await().until(() -> !watcher.metric("db_connections_active").isEmpty());
            elsewhere(fragile, "ALTER DATABASE postgres ALLOW_CONNECTIONS false");
            elsewhere(fragile, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
            await().until(() -> !watcher.monitor().state().connected());
            await().until(() -> log.lines().size() == 1);
            assertThat(watcher.metric("db_connections_active")).isEmpty();
            assertThat(watcher.metric("loupe_db_up")).singleElement().asString().endsWith(" 0.0");
            elsewhere(fragile, "ALTER DATABASE postgres ALLOW_CONNECTIONS true");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> watcher.monitor().state().exchange());
            await().until(() -> !watcher.metric("db_connections_active").isEmpty());

            assertThat(log.lines())
                    .containsExactly(
                            "WARN the monitor of shop-db has no connection: the connection broke; it tries again until it has one",
                            "INFO the monitor of shop-db has its connection back");
        }
    }

    @Test
    void databaseThatIsNotThere_isSaidOnce() throws Exception {
        try (CapturedLog log = CapturedLog.of(LOGGER);
                Watcher watcher = Watcher.of(server, Watcher.settings(1, "postgres"), Watcher.SHARED)) {
            await().until(() -> log.lines().size() == 1);

            assertThat(log.lines())
                    .containsExactly(
                            "WARN the monitor of shop-db has no connection: nobody listens; it tries again until it has one");
            assertThat(watcher.monitor().state().connected()).isFalse();
        }
    }

    @Test
    void wrongPassword_isSaidWithoutTheUsersName() throws Exception {
        try (CapturedLog log = CapturedLog.of(LOGGER);
                Watcher watcher = Watcher.of(server, Watcher.settings(server, "zebediah"), Watcher.SHARED)) {
            await().until(() -> log.lines().size() == 1);

            assertThat(log.lines().get(0)).contains("SQLSTATE 28").doesNotContain("zebediah");
            assertThat(watcher.monitor().state().connected()).isFalse();
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String sqlState(Future<?> refused) throws Exception {
        return done(refused.map(answer -> "none").otherwise(failure -> ((PgException) failure).getSqlState()));
    }

    /** From another database of the server. */
    private static void elsewhere(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        PostgresServer.url(server.port()).replace("/postgres?", "/template1?"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
