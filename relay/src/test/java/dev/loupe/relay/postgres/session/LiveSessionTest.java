package dev.loupe.relay.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresRelay;
import dev.loupe.relay.postgres.PostgresRelaySettings;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import dev.loupe.relay.postgres.statement.KeyRule;
import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Real clients and a real server: the spans are exactly those that the statements deserve. */
class LiveSessionTest {
    private static PostgresServer server;
    private static Vertx vertx;

    @RegisterExtension
    final Scene scene = Scene.live(server.port(), List.of(new KeyRule.Column("order", "orders.id")));

    private PostgresRelay relay;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start(14);
        vertx = Vertx.vertx();
        server.runs(
                "CREATE TABLE orders (id int PRIMARY KEY, price numeric, email text UNIQUE)",
                "INSERT INTO orders SELECT n, n, 'planted' || n FROM generate_series(1, 25) n");
    }

    @AfterAll
    static void stopServer() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    @BeforeEach
    void startRelay() {
        PostgresRelaySettings settings = new PostgresRelaySettings(
                new PostgresRelaySettings.Listen(
                        "127.0.0.1",
                        OptionalInt.of(0),
                        Optional.empty(),
                        Optional.empty(),
                        Encryption.RELAY,
                        100,
                        Duration.ofMinutes(1),
                        Duration.ZERO),
                new PostgresRelaySettings.Upstream(
                        "127.0.0.1",
                        server.port(),
                        Optional.empty(),
                        UpstreamTls.off(),
                        PostgresRelaySettings.TlsNegotiation.POSTGRES,
                        Duration.ofSeconds(10)),
                "",
                64L << 20);
        relay = result(PostgresRelay.start(vertx, settings, scene.path, 1));
    }

    @AfterEach
    void stopRelay() {
        result(relay.drain(Duration.ofSeconds(5)));
        assertThat(scene.metrics()).doesNotContain("out_of_step").doesNotContain("observer_failed");
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** A connection of pgjdbc through the relay, of which what it says for itself was taken. */
    private Connection connect(String options) throws SQLException {
        Connection connection = DriverManager.getConnection(PostgresServer.url(relay.port()) + options);
        scene.takesAll();
        return connection;
    }

    @Test
    void severalStatementsOfASimpleQuery_areSeveralSpans() throws SQLException {
        try (Connection connection = connect("&preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT id FROM orders; UPDATE orders SET price = 2 WHERE id < 4; SELECT 1 WHERE false");
        }
        Spans spans = scene.spans("SELECT orders", "UPDATE orders", "SELECT");
        spans.at(0).isOk().rows(25).has(Names.DB_NAMESPACE, "postgres").has(Names.DB_PREPARED, "no");
        spans.at(1).isOk().affected(3);
        spans.at(2).isOk().rows(0);
    }

    @Test
    void preparedStatement_isNewAndThenReused() throws SQLException {
        try (Connection connection = connect("&prepareThreshold=1");
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM orders WHERE id < ?")) {
            for (int limit = 2; limit < 5; limit++) {
                statement.setInt(1, limit);
                statement.executeQuery().close();
            }
        }
        Spans spans = scene.spans("SELECT orders", "SELECT orders", "SELECT orders");
        spans.at(0).isOk().rows(1).has(Names.DB_PREPARED, "new");
        spans.at(1).isOk().rows(2).has(Names.DB_PREPARED, "reused");
        spans.at(2).isOk().rows(3).has(Names.DB_QUERY_TEXT, "SELECT * FROM orders WHERE id < $1");
    }

    @Test
    void cursorOfADriver_isOneStatement() throws SQLException {
        try (Connection connection = connect("")) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM orders")) {
                statement.setFetchSize(10);
                try (ResultSet all = statement.executeQuery()) {
                    int rows = 0;
                    while (all.next()) {
                        rows++;
                    }
                    assertThat(rows).isEqualTo(25);
                }
            }
            connection.commit();
        }
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT orders", "COMMIT");
        spans.transaction().has(Names.DB_TRANSACTION_OUTCOME, "committed").has(Names.DB_TRANSACTION_STATEMENTS, 3L);
        spans.named("SELECT orders").isOk().rows(25).has(Names.DB_FETCHES, 3L).isBelow(spans.transaction());
    }

    @Test
    void cursorThatIsLeft_endsWithItsTransaction() throws SQLException {
        try (Connection connection = connect("")) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM orders")) {
                statement.setFetchSize(10);
                statement.executeQuery().close();
            }
            connection.rollback();
        }
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT orders", "ROLLBACK");
        spans.named("SELECT orders").isOk().rows(10).isBelow(spans.transaction());
        spans.transaction().has(Names.DB_TRANSACTION_OUTCOME, "rolled_back");
    }

    @Test
    void batch_isAStatementForEachOfItsParts() throws SQLException {
        try (Connection connection = connect("");
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE orders SET price = price + 1 WHERE id < ?")) {
            for (int limit = 2; limit < 5; limit++) {
                statement.setInt(1, limit);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).containsExactly(1, 2, 3);
        }
        Spans spans = scene.spans("UPDATE orders", "UPDATE orders", "UPDATE orders");
        spans.at(0).isOk().affected(1);
        spans.at(1).isOk().affected(2);
        spans.at(2).isOk().affected(3);
    }

    @Test
    void errorInABatch_skipsTheRest() throws SQLException {
        try (Connection connection = connect("");
                PreparedStatement statement = connection.prepareStatement("INSERT INTO orders VALUES (?, 1, ?)")) {
            for (String email : List.of("planted@one", "planted7", "planted@three")) {
                statement.setInt(1, 1_000 + email.length());
                statement.setString(2, email);
                statement.addBatch();
            }
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
        }
        Spans spans = scene.spans("INSERT orders", "INSERT orders", "INSERT orders");
        spans.at(0).isOk().affected(1);
        spans.at(1).failed("23505", "constraint").has(Names.DB_STATUS, "23505").hasNo(Names.DB_ROWS_AFFECTED);
        spans.at(2).failed("skipped", "skipped").hasNo(Names.DB_ROWS_AFFECTED);
        assertThat(spans.toString() + scene.metrics()).doesNotContain("planted");
    }

    @Test
    void failedTransaction_isRolledBackByItsCommit() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            assertThatThrownBy(() -> statement.execute("SELECT 1/0 FROM orders"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("SELECT id FROM orders")).isInstanceOf(SQLException.class);
            statement.execute("COMMIT");
        }
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT orders", "SELECT orders", "COMMIT");
        spans.transaction().has(Names.DB_TRANSACTION_OUTCOME, "rolled_back").has(Names.DB_TRANSACTION_STATEMENTS, 4L);
        spans.at(2).failed("22012", "data").isBelow(spans.transaction());
        spans.at(3).failed("25P02", "failed_transaction").isBelow(spans.transaction());
    }

    @Test
    void driverThatSavesEachStatement_staysInOneTransaction() throws SQLException {
        try (Connection connection = connect("&autosave=always");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE orders SET price = 3 WHERE id = 1");
            assertThatThrownBy(() -> statement.execute("SELECT nothing FROM orders"))
                    .isInstanceOf(SQLException.class);
            statement.execute("UPDATE orders SET price = 4 WHERE id = 1");
            connection.commit();
        }
        List<SpanData> spans = scene.untaken();
        scene.takesAll();
        Spans all = new Spans(spans);
        all.transaction().has(Names.DB_TRANSACTION_OUTCOME, "committed");
        assertThat(spans.stream().filter(span -> span.getName().equals("UPDATE orders")))
                .hasSize(2);
        all.named("SELECT orders").failed("42703", "statement").isBelow(all.transaction());
        assertThat(spans.stream().filter(span -> span.getParentSpanContext().isValid()))
                .hasSize(spans.size() - 1);
    }

    @Test
    void copyBothWays_saysRowsAndBytes() throws Exception {
        try (Connection connection = connect("")) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            byte[] rows = "2001\t1\tx1\n2002\t1\tx2\n".getBytes(StandardCharsets.UTF_8);
            assertThat(copies.copyIn("COPY orders FROM STDIN", new ByteArrayInputStream(rows)))
                    .isEqualTo(2);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            copies.copyOut("COPY (SELECT * FROM orders WHERE id > 2000) TO STDOUT", out);
            assertThatThrownBy(() -> copies.copyIn("COPY orders FROM STDIN", new ByteArrayInputStream(rows)))
                    .isInstanceOf(SQLException.class);
            connection.createStatement().execute("DELETE FROM orders WHERE id > 2000");
        }
        List<SpanData> spans = scene.untaken();
        scene.takesAll();
        assertThat(spans).hasSize(4);
        Spans all = new Spans(spans);
        all.at(0).isOk().affected(2).has(Names.DB_OPERATION, "COPY");
        assertThat(all.at(0).span().getAttributes().get(Names.DB_SENT_BYTES)).isGreaterThan(20);
        all.at(1).isOk().rows(2).has(Names.DB_OPERATION, "COPY");
        all.at(2).failed("23505", "constraint");
        all.at(3).isOk().affected(2);
    }

    @Test
    void cancelledStatement_isLinkedFromTheRequestForIt() throws Exception {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> sleeping =
                    CompletableFuture.runAsync(() -> assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
                            .isInstanceOf(SQLException.class));
            await().until(() -> scene.backends.all().stream()
                    .anyMatch(backend -> backend.runningSince().isPresent()));
            statement.cancel();
            sleeping.get(60, TimeUnit.SECONDS);
        }
        await().until(() -> scene.untaken().size() == 2);
        Spans spans = new Spans(scene.untaken());
        scene.takesAll();
        Spans.One cancelled = new Spans.One(spans.all().stream()
                .filter(span -> !span.getName().equals("cancel request"))
                .findFirst()
                .orElseThrow());
        cancelled.failed("57014", "cancelled").has(Names.DB_CANCEL_REQUESTED, true);
        spans.named("cancel request").isLinkedTo(cancelled.context());
    }

    @Test
    void pipelinedQueries_areSeveral_andKeysFindTheirRequests() {
        List<InFlight> requests = new ArrayList<>();
        PgConnection connection = result(PgConnection.connect(
                vertx,
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(relay.port())
                        .setUser("postgres")
                        .setDatabase("postgres")
                        .setCachePreparedStatements(true)
                        .setPipeliningLimit(16)));
        scene.takesAll();
        List<Future<?>> queries = new ArrayList<>();
        for (int id = 1; id <= 8; id++) {
            requests.add(scene.receives(Integer.toString(id)));
            queries.add(connection
                    .preparedQuery("SELECT price FROM orders WHERE id = $1")
                    .execute(Tuple.of(id)));
        }
        result(Future.all(queries));
        result(connection.close());
        requests.forEach(scene::answers);
        Spans spans = new Spans(scene.untaken());
        scene.takesAll();
        assertThat(spans.all()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            spans.at(i).isOk().rows(1).isOf("key").isBelow(requests.get(i));
        }
    }
}
