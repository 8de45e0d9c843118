package dev.loupe.relay.postgres.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.postgres.blame.LockCauses;
import dev.loupe.relay.postgres.blame.LockWait;
import dev.loupe.telemetry.Settings;
import io.opentelemetry.api.trace.SpanContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Two processes on one database: each finds the other's transactions. */
class ExchangeTest {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start(14);
        server.runs("CREATE TABLE orders (id int PRIMARY KEY, total int)");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void fill() {
        server.runs("TRUNCATE orders", "INSERT INTO orders SELECT n, 0 FROM generate_series(1, 20) n");
    }

    @Test
    void blockerOfAnotherProcess_isFoundAndToldOfIt() throws Exception {
        try (Watcher shop = Watcher.of(server).listening();
                Watcher crm = Watcher.of(server).listening()) {
            Client blocker = crm.client();
            SpanContext transaction = blocker.begins();
            blocker.runs("UPDATE orders SET total = 1 WHERE id = 1");
            Client.Running waiting = shop.client().starts("UPDATE orders SET total = 2 WHERE id = 1");

            LockWait.Blocker known = blockerWithASpan(waiting);

            assertThat(known.span().getTraceId()).isEqualTo(transaction.getTraceId());
            assertThat(known.span().getSpanId()).isEqualTo(transaction.getSpanId());
            assertThat(known.summary()).isEqualTo("UPDATE orders");
            assertThat(known.state()).isEqualTo("idle in transaction");
            assertThat(known.applicationName()).isEmpty();
            await().until(() -> System.nanoTime() - waiting.since() > 300_000_000L);
            LockCauses causes = blocker.causes();
            long released = blocker.commits();
            double truth = (released - waiting.since()) / 1e9;
            assertThat(LockBlameTest.told(waiting.waits(), waiting.ends())).isCloseTo(truth, within(0.1));
            assertThat(causes.until(released).seconds()).isCloseTo(truth, within(0.1));
            assertThat(causes.until(released).traceIds())
                    .containsExactly(waiting.span().getTraceId());
        }
    }

    @Test
    void chainThroughTwoProcesses_isShownWhole() throws Exception {
        try (Watcher shop = Watcher.of(server).listening();
                Watcher crm = Watcher.of(server).listening()) {
            Client first = shop.client();
            Client second = crm.client();
            Client third = shop.client();
            SpanContext one = first.begins();
            SpanContext two = second.begins();
            first.runs("UPDATE orders SET total = 1 WHERE id = 1");
            second.runs("UPDATE orders SET total = 1 WHERE id = 2");
            Client.Running secondWaits = second.starts("UPDATE orders SET total = 2 WHERE id = 1");
            Client.Running thirdWaits = third.starts("UPDATE orders SET total = 2 WHERE id = 2");
            blockerWithASpan(thirdWaits);
            await().until(() -> thirdWaits.waits().get(0).chain().toString().contains(two.getTraceId()));

            assertThat(thirdWaits.waits().get(0).chain())
                    .containsExactly(
                            "UPDATE orders (trace " + thirdWaits.span().getTraceId()
                                    + ") waits for UPDATE orders (trace " + two.getTraceId() + ")",
                            "UPDATE orders (trace " + two.getTraceId() + ") waits for transaction shop-db (trace "
                                    + one.getTraceId() + ", idle in transaction)");
            first.commits();
            secondWaits.ends();
            second.commits();
            thirdWaits.ends();
        }
    }

    @Test
    void waitThatEndsThoughTheBlockerGoesOn_isReleasedInTheOtherProcess() throws Exception {
        try (Watcher shop = Watcher.of(server).listening();
                Watcher crm = Watcher.of(server).listening()) {
            Client blocker = crm.client();
            blocker.begins();
            blocker.runs("UPDATE orders SET total = 1 WHERE id = 1");
            Client impatient = shop.client();
            impatient.runs("SET lock_timeout = '400ms'");
            Client.Running waiting = impatient.starts("UPDATE orders SET total = 2 WHERE id = 1");
            blockerWithASpan(waiting);
            assertThat(waiting.failure()).isEqualTo("55P03");
            LockCauses causes = blocker.causes();
            await().until(() -> System.nanoTime() - waiting.since() > 1_000_000_000L);
            double caused = causes.until(System.nanoTime()).seconds();

            assertThat(caused).isCloseTo(0.4, within(0.1));
            blocker.commits();
        }
    }

    @Test
    void forgedPayloads_changeNothing() throws Exception {
        try (Watcher shop = Watcher.of(server).listening();
                Watcher crm = Watcher.of(server).listening();
                Connection forger = server.connect()) {
            Client blocker = crm.client();
            blocker.begins();
            blocker.runs("UPDATE orders SET total = 1 WHERE id = 1");
            long now = System.currentTimeMillis() * 1_000;
            String trace = "0123456789abcdef0123456789abcdef";
            List<String> forged = List.of(
                    "loupe1 0123456789abcdef " + now + " q|" + blocker.processId() + "|-|" + now + "|w.1|" + trace + "|"
                            + (now - 5_000_000) + " -",
                    "loupe1 0123456789abcdef " + now + " q|" + blocker.processId() + "|-|" + now + "|w.1|" + trace + "|"
                            + (now - 5_000_000) + " AAAAAAAAAAAAAAAAAAAAAA",
                    "loupe1 0123456789abcdef " + now + " a|" + blocker.processId() + "|-|" + trace
                            + "|0123456789abcdef|01|i|RVZJTA -",
                    "loupe2 nonsense",
                    "x".repeat(7_999),
                    "loupe1 0123456789abcdef 1 q|1|-|1|-|-|- - -",
                    "");
            for (String payload : forged) {
                notify(forger, payload);
            }
            await().until(() -> count(crm, "refused") >= forged.size());

            assertThat(blocker.causes().any()).isFalse();
            Client.Running waiting = shop.client().starts("UPDATE orders SET total = 2 WHERE id = 1");
            assertThat(blockerWithASpan(waiting).summary()).isEqualTo("UPDATE orders");
            blocker.commits();
            waiting.ends();
        }
    }

    @Test
    void payloadOverheard_holdsNothingButIdentifiersAndIsOldSoon() throws Exception {
        try (Watcher shop = Watcher.of(server).listening();
                Watcher crm = Watcher.of(server).listening();
                Connection eavesdropper = server.connect();
                Statement listen = eavesdropper.createStatement()) {
            listen.execute("LISTEN loupe_blame");
            Client blocker = crm.client();
            blocker.begins();
            blocker.runs("UPDATE orders SET total = 424242 WHERE id = 1");
            Client.Running waiting = shop.client().starts("UPDATE orders SET total = 434343 WHERE id = 1");
            blockerWithASpan(waiting);
            blocker.commits();
            waiting.ends();
            List<String> overheard = new ArrayList<>();
            await().until(() -> {
                PGNotification[] some = eavesdropper.unwrap(PGConnection.class).getNotifications(100);
                for (PGNotification notification : some == null ? new PGNotification[0] : some) {
                    overheard.add(notification.getParameter());
                }
                return overheard.size() >= 3;
            });

            assertThat(overheard).allSatisfy(payload -> assertThat(payload)
                    .doesNotContain("424242", "434343", "UPDATE")
                    .matches("loupe1 [0-9a-f]{16} \\d+ [A-Za-z0-9|._ -]+"));
        }
    }

    @Test
    void processesWithoutACommonKey_doNotBelieveEachOther() throws Exception {
        Settings.Privacy other = new Settings.Privacy(
                Map.of("1", "a key that is another one"), Optional.empty(), Optional.empty(), List.of());
        try (Watcher shop = Watcher.of(server).listening();
                Watcher crm = Watcher.of(server, Watcher.settings(server, "postgres"), other)
                        .listening()) {
            Client blocker = crm.client();
            blocker.begins();
            blocker.runs("UPDATE orders SET total = 1 WHERE id = 1");
            Client.Running waiting = shop.client().starts("UPDATE orders SET total = 2 WHERE id = 1");
            await().until(() -> count(crm, "refused") > 0 && !waiting.waits().isEmpty());

            assertThat(waiting.waits().get(0).blockers())
                    .allSatisfy(known -> assertThat(known.span().isValid()).isFalse());
            blocker.commits();
            waiting.ends();
        }
    }

    @Test
    void processesWithoutAnyKey_stillFindEachOther() throws Exception {
        try (Watcher shop = Watcher.of(server, Watcher.settings(server, "postgres"), Settings.Privacy.defaults())
                        .listening();
                Watcher crm = Watcher.of(server, Watcher.settings(server, "postgres"), Settings.Privacy.defaults())
                        .listening()) {
            Client blocker = crm.client();
            SpanContext transaction = blocker.begins();
            blocker.runs("UPDATE orders SET total = 1 WHERE id = 1");
            Client.Running waiting = shop.client().starts("UPDATE orders SET total = 2 WHERE id = 1");

            assertThat(blockerWithASpan(waiting).span().getTraceId()).isEqualTo(transaction.getTraceId());
            blocker.commits();
            waiting.ends();
        }
    }

    private static void notify(Connection connection, String payload) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify('loupe_blame', ?)")) {
            notify.setString(1, payload);
            notify.execute();
        }
    }

    private static LockWait.Blocker blockerWithASpan(Client.Running waiting) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> waiting.waits().stream()
                                .flatMap(wait -> wait.blockers().stream())
                                .filter(blocker -> blocker.span().isValid())
                                .findFirst(),
                        Optional::isPresent)
                .get();
    }

    private static int count(Watcher watcher, String outcome) {
        return watcher.metric("loupe_db_exchange_messages").stream()
                .filter(line -> line.contains("\"" + outcome + "\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
