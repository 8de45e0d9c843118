package dev.loupe.assembly.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.PlainService.Answer;
import dev.loupe.assembly.fixture.RealDatabase;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that knows nothing of tracing, its database, and an adapter between all of them. */
class DatabasePathTest extends WireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

    private static RealDatabase database;

    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger listener = new AtomicInteger();

    @BeforeAll
    static void startDatabase() throws Exception {
        database = RealDatabase.start();
    }

    @AfterAll
    static void endDatabase() {
        database.close();
    }

    @BeforeEach
    void tables() throws SQLException {
        database.runs(
                "DROP TABLE IF EXISTS orders, stock",
                "CREATE TABLE stock (grams int)",
                "INSERT INTO stock VALUES (1000)",
                "CREATE TABLE orders (id bigint PRIMARY KEY, state text)",
                "INSERT INTO orders VALUES (10234, 'placed'), (10235, 'placed')");
    }

    /** Any request is about an order, and takes from the one stock; POST lets go of that when it is told to, PUT at once. */
    private RunningAdapter around(String more) throws Exception {
        PlainService service = closes(PlainService.that(asked -> {
            String order = asked.path().replaceAll("\\D+", "");
            work(Long.parseLong(order), asked.method().equals("POST"));
            return new Answer(200, "{}");
        }));
        RunningAdapter adapter = adapter(
                """
                inbound:
                  listen: {port: 0}
                  upstream: {url: "%s"}
                  routes: ["POST /orders/{order}", "PUT /orders/{order}"]
                postgres:
                  - name: orders-db
                    listen: {port: 0}
                    upstream: {port: %d}
                    exclude: ["SET*"]
                    keys: [{kind: order, column: orders.id}]
                    monitor: {user: postgres, database: postgres, interval: 200ms, blame: {after: 20ms, every: 20ms}}
                %s
                """
                        .formatted(service.address(), database.port(), more));
        listener.set(adapter.path("orders-db").getPort());
        return adapter;
    }

    private void work(long order, boolean holds) throws Exception {
        try (Connection connection = RealDatabase.connect(listener.get())) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement("UPDATE orders SET state = ? WHERE id = ?")) {
                update.setString(1, "planted-in-a-bind");
                update.setLong(2, order);
                update.executeUpdate();
            }
            try (Statement takes = connection.createStatement()) {
                takes.execute("UPDATE stock SET grams = grams - 4711");
            }
            if (holds) {
                holding.countDown();
                assertThat(letGo.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            }
            connection.commit();
        }
    }

    private static void send(RunningAdapter adapter, String method, String target) {
        assertThat(PlainService.send(method, adapter.path("inbound"), target, "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void request_isOneTraceWithItsStatements() throws Exception {
        RunningAdapter adapter = around("");
        send(adapter, "PUT", "/orders/10234");

        ReceivedSpan request = spans.take("PUT /orders/{order}");
        ReceivedSpan transaction = spans.take("transaction orders-db");
        assertThat(transaction.traceId()).isEqualTo(request.traceId());
        assertThat(transaction.parentSpanId()).isEqualTo(request.spanId());
        for (String name : List.of("BEGIN", "UPDATE orders", "UPDATE stock", "COMMIT")) {
            ReceivedSpan statement = spans.take(name);
            assertThat(statement.traceId()).isEqualTo(request.traceId());
            assertThat(statement.parentSpanId()).isEqualTo(transaction.spanId());
            assertThat(statement.kind()).isEqualTo("CLIENT");
            assertThat(statement.serviceName()).isEqualTo("mes-api");
        }
        assertThat(spans.everything()).doesNotContain("planted-in-a-bind", "4711");
        assertThat(adapter.readyLine())
                .contains("orders-db")
                .contains("databases: orders-db with lock waits")
                .contains("excluded: SET* (orders-db)");
    }

    @Test
    void lockConflict_showsTheCulpritOnTheSpanAndInTheConsole() throws Exception {
        RunningAdapter adapter = around("");
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> send(adapter, "POST", "/orders/10235"));
        assertThat(holding.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> send(adapter, "PUT", "/orders/10234"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(words(page(adapter, "/parts/locks")))
                .doesNotContain("Nobody waits for a lock")
                .contains("a row of stock UPDATE stock idle in transaction"));
        letGo.countDown();
        holder.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        waiter.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        ReceivedSpan blocking = spans.take("POST /orders/{order}");
        ReceivedSpan waited =
                spans.take(span -> span.attributes().containsKey("loupe.lock.wait_seconds"), "a statement that waited");
        ReceivedSpan caused = spans.take(
                span -> span.attributes().containsKey("loupe.lock.caused_waiters"), "a transaction in the way");
        assertThat(caused.traceId()).isEqualTo(blocking.traceId());
        assertThat(waited.attributes())
                .containsEntry("loupe.lock.blocker.trace_id", blocking.traceId())
                .containsEntry("loupe.lock.blocker.span_id", caused.spanId())
                .containsEntry("loupe.lock.blocker.state", "idle in transaction")
                .containsEntry("loupe.lock.relation", "stock");
        assertThat(caused.attributes()).containsEntry("loupe.lock.waiter.trace_id", waited.traceId());
        await().atMost(PATIENCE).until(() -> page(adapter, "/parts/locks").contains("/trace/" + blocking.traceId()));
        assertThat(words(page(adapter, "/trace/" + waited.traceId())))
                .contains("for a row of stock, which UPDATE stock of trace " + blocking.traceId() + " had locked");
        assertThat(words(page(adapter, "/trace/" + blocking.traceId()))).contains("made 1 other wait");
        assertThat(adapter.metrics())
                .containsPattern("db_lock_wait_time_seconds_count\\{[^}]*} 1\\b")
                .doesNotContain("planted-in-a-bind");
        assertThat(spans.takeAll(9))
                .extracting(ReceivedSpan::traceId)
                .containsOnly(waited.traceId(), blocking.traceId());
    }

    @Test
    void statement_endsAPriceCalculationAndBeginsAStage() throws Exception {
        RunningAdapter adapter = around(
                """
                stages:
                  - {stage: stored, when: db orders-db UPDATE orders -> ok, done: true}
                price:
                  start: PUT /orders/{order}
                  ends: [db orders-db UPDATE orders]
                """);
        send(adapter, "PUT", "/orders/10234");

        assertThat(spans.take("price calculation").attributes())
                .containsEntry("loupe.journey", adapter.pseudonym("order", "10234"))
                .containsEntry("loupe.price_calculation.outcome", "priced");
        await().atMost(PATIENCE).until(() -> page(adapter, "/journey/" + adapter.pseudonym("order", "10234"))
                .contains("stored"));
        oneRequestIsTold();
    }

    @Test
    void console_showsStatementsAndWhatTheMonitorSees() throws Exception {
        RunningAdapter adapter = around("");
        send(adapter, "PUT", "/orders/10234");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(words(page(adapter, "/databases")))
                .contains("orders-db", "PostgreSQL 14", "oldest transaction", "found in cache")
                .contains("UPDATE orders SET state = $1 WHERE id = $2")
                .doesNotContain("planted-in-a-bind"));
        oneRequestIsTold();
    }

    private void oneRequestIsTold() {
        assertThat(spans.takeAll(6))
                .extracting(ReceivedSpan::name)
                .containsExactlyInAnyOrder(
                        "PUT /orders/{order}",
                        "transaction orders-db",
                        "BEGIN",
                        "UPDATE orders",
                        "UPDATE stock",
                        "COMMIT");
    }

    @Test
    void databaseThatTakesNoConnection_isNotReady() throws Exception {
        PlainService service = closes(PlainService.thatAgrees());
        RunningAdapter adapter = adapter(
                """
                inbound: {listen: {port: 0}, upstream: {url: "%s"}}
                postgres: [{name: orders-db, listen: {port: 0}, upstream: {port: 1}}]
                """
                        .formatted(service.address()));

        assertThat(PlainService.send("GET", adapter.console(), "/health/ready", "")
                        .body())
                .contains("orders-db", "the database orders-db takes no connection");
        assertThat(PlainService.send("GET", adapter.console(), "/health/ready", "")
                        .statusCode())
                .isEqualTo(503);
    }

    private static String page(RunningAdapter adapter, String path) {
        return PlainService.send("GET", adapter.console(), path, "").body();
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
