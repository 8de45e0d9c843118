package dev.loupe.relay.postgres.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.fixture.CapturedLog;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the application's sessions through two relays to the spans: Shop and CRM share a database. */
class RelayedBlameTest {
    private static final double A_TENTH = 0.1;

    private static PostgresServer server;
    private RelayedProcess shop;
    private RelayedProcess crm;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start(14);
        server.runs(
                "CREATE TABLE orders (id int PRIMARY KEY, total int)",
                "CREATE VIEW cheap_orders AS SELECT * FROM orders WHERE total < 424242");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() throws Exception {
        server.runs("TRUNCATE orders", "INSERT INTO orders SELECT n, 0 FROM generate_series(1, 500) n");
        shop = new RelayedProcess(server, "shop-api");
        crm = new RelayedProcess(server, "crm-api");
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
        crm.close();
    }

    @Test
    void twoTransactionsOfOneProcess_waiterLinksToTheBlockersTransaction() throws Exception {
        twoTransactions(shop, shop);
    }

    @Test
    void twoTransactionsOfTwoProcesses_waiterLinksToTheBlockersTransaction() throws Exception {
        twoTransactions(crm, shop);
    }

    private static void twoTransactions(RelayedProcess blockers, RelayedProcess waiters) throws Exception {
        try (Session first = blockers.session();
                Session second = waiters.session()) {
            first.begins();
            String held = first.changes(1);
            Session.Waiting waiting = second.triesToChange(1);
            letItLast(waiting, Duration.ofMillis(500));
            double truth = (first.commits() - waiting.since()) / 1e9;
            waiting.ends();

            SpanData waiter = waiters.statement(waiting.mark());
            SpanData transaction = transactionOf(blockers, held);
            assertThat(waiter.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .extracting(span -> span.getTraceId() + span.getSpanId())
                    .contains(transaction.getTraceId() + transaction.getSpanId());
            assertThat(waiter.getAttributes().get(Names.LOCK_BLOCKER_TRACE)).isEqualTo(transaction.getTraceId());
            assertThat(waiter.getAttributes().get(Names.LOCK_BLOCKER_STATE)).isEqualTo("idle in transaction");
            assertThat(waiter.getAttributes().get(Names.LOCK_BLOCKER_SUMMARY)).isEqualTo("UPDATE orders");
            assertThat(waiter.getAttributes().get(Names.LOCK_RELATION)).isEqualTo("orders");
            assertThat(waiter.getAttributes().get(Names.LOCK_WAIT)).isCloseTo(truth, within(A_TENTH));
            assertThat(transaction.getAttributes().get(Names.LOCK_CAUSED)).isCloseTo(truth, within(A_TENTH));
            assertThat(transaction.getAttributes().get(Names.LOCK_CAUSED_WAITERS))
                    .isEqualTo(1);
            assertThat(transaction.getAttributes().get(Names.LOCK_WAITER_TRACE)).isEqualTo(waiter.getTraceId());
            assertThat(waiters.sum("db_lock_wait_time_seconds")).isCloseTo(truth, within(A_TENTH));
        }
    }

    @Test
    void fourTransactionsInARowOverTwoProcesses_eachLinksToTheOneBeforeIt() throws Exception {
        List<RelayedProcess> processes = List.of(shop, crm, shop, crm);
        List<Session> sessions = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sessions.add(processes.get(i).session());
            sessions.get(i).begins();
            held.add(sessions.get(i).changes(i + 1));
        }
        List<Session.Waiting> waiting = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            waiting.add(sessions.get(i).triesToChange(i));
        }
        letItLast(waiting.get(2), Duration.ofMillis(700));
        List<Double> truths = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            truths.add((sessions.get(i).commits() - waiting.get(i).since()) / 1e9);
            waiting.get(i).ends();
        }
        sessions.get(3).commits();

        for (int i = 0; i < 3; i++) {
            SpanData waiter = processes.get(i + 1).statement(waiting.get(i).mark());
            SpanData transaction = transactionOf(processes.get(i), held.get(i));
            assertThat(waiter.getLinks())
                    .extracting(link -> link.getSpanContext().getTraceId()
                            + link.getSpanContext().getSpanId())
                    .contains(transaction.getTraceId() + transaction.getSpanId());
            assertThat(waiter.getAttributes().get(Names.LOCK_BLOCKER_TRACE)).isEqualTo(transaction.getTraceId());
            assertThat(waiter.getAttributes().get(Names.LOCK_WAIT)).isCloseTo(truths.get(i), within(A_TENTH));
            assertThat(transaction.getAttributes().get(Names.LOCK_CAUSED)).isCloseTo(truths.get(i), within(A_TENTH));
        }
        assertThat(crm.statement(waiting.get(2).mark()).getAttributes().get(Names.LOCK_CHAIN))
                .matches("UPDATE orders \\(trace [0-9a-f]{32}\\) waits for UPDATE orders \\(trace [0-9a-f]{32}\\)"
                        + "; UPDATE orders \\(trace [0-9a-f]{32}\\) waits for UPDATE orders \\(trace [0-9a-f]{32}\\)"
                        + "; UPDATE orders \\(trace [0-9a-f]{32}\\) waits for transaction shop-db \\(trace [0-9a-f]{32},"
                        + " idle in transaction\\)");
        assertThat(shop.sum("db_lock_wait_time_seconds")).isCloseTo(truths.get(1), within(A_TENTH));
        assertThat(crm.sum("db_lock_wait_time_seconds")).isCloseTo(truths.get(0) + truths.get(2), within(2 * A_TENTH));
        for (Session session : sessions) {
            session.close();
        }
    }

    @Test
    void deadlockBetweenTwoProcesses_isMarkedAsACycle() throws Exception {
        try (Session one = shop.session();
                Session two = crm.session()) {
            one.begins();
            two.begins();
            one.changes(1);
            two.changes(2);
            Session.Waiting oneWaits = one.triesToChange(2);
            Session.Waiting twoWaits = two.triesToChange(1);
            await().until(() -> oneWaits.end().isDone() && twoWaits.end().isDone());
            one.rollsBack();
            two.rollsBack();

            assertThat(shop.statement(oneWaits.mark()).getAttributes().get(Names.LOCK_CYCLE))
                    .isTrue();
            assertThat(crm.statement(twoWaits.mark()).getAttributes().get(Names.LOCK_CYCLE))
                    .isTrue();
        }
    }

    @Test
    void fiveHundredConcurrentTransactionsWithoutConflict_bringNoBlame() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(50);
        for (int i = 1; i <= 500; i++) {
            int row = i;
            RelayedProcess process = i % 2 == 0 ? shop : crm;
            clients.submit(() -> {
                try (Session session = process.session()) {
                    session.begins();
                    session.changes(row);
                    session.changes(row);
                    session.commits();
                }
                return null;
            });
        }
        clients.shutdown();
        assertThat(clients.awaitTermination(2, TimeUnit.MINUTES)).isTrue();

        await().atMost(Duration.ofSeconds(30)).until(() -> transactions(shop) + transactions(crm) == 500);
        for (RelayedProcess process : List.of(shop, crm)) {
            assertThat(process.spans())
                    .allSatisfy(span -> assertThat(span.getAttributes().asMap())
                            .doesNotContainKeys(Names.LOCK_WAIT, Names.LOCK_CAUSED));
            assertThat(process.monitor().lockWaits()).isEmpty();
            assertThat(process.sum("db_lock_wait_time_seconds")).isZero();
        }
    }

    @Test
    void literalsOfStatementAndSchema_stayOutOfPlansLogsAndSpans() throws Exception {
        try (CapturedLog log = CapturedLog.of("dev.loupe");
                Session session = shop.session()) {
            session.runs("SELECT pg_sleep(0.613) FROM cheap_orders WHERE id = 271 AND total <> 31415");
            await().atMost(Duration.ofSeconds(30)).until(() -> shop.monitor().plans().stream()
                    .anyMatch(plan -> plan.text().contains("Filter")));
            SpanData span = shop.statement("cheap_orders");

            String said = log.lines() + shop.monitor().plans().toString() + span.getAttributes();
            assertThat(said).contains("Filter: ((total < ?) AND (total <> $").contains("cheap_orders");
            assertThat(said).doesNotContain("424242", "31415", "0.613", "271 ");
        }
    }

    private static long transactions(RelayedProcess process) {
        return process.spans().stream()
                .filter(span -> span.getName().startsWith("transaction "))
                .count();
    }

    private static SpanData transactionOf(RelayedProcess process, String mark) {
        SpanData statement = process.statement(mark);
        return process.span(span -> span.getSpanId().equals(statement.getParentSpanId()));
    }

    private static void letItLast(Session.Waiting waiting, Duration duration) {
        await().until(() -> System.nanoTime() - waiting.since() > duration.toNanos());
    }
}
