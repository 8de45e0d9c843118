package dev.loupe.relay.postgres.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.postgres.blame.LockWait;
import dev.loupe.relay.postgres.plan.SlowStatement;
import dev.loupe.relay.postgres.plan.StatementPlan;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same of the oldest server, the newest, and one between: their catalogues differ. */
class ServerVersionsTest {
    @ParameterizedTest
    @ValueSource(ints = {12, 14, 16, 18})
    void everyVersion_tellsFiguresWaitsAndPlans(int version) throws Exception {
        try (PostgresServer server = PostgresServer.start(
                version, builder -> builder.setServerConfig("shared_preload_libraries", "pg_stat_statements"))) {
            server.runs(
                    "CREATE EXTENSION pg_stat_statements",
                    "CREATE TABLE orders (id int PRIMARY KEY, total int, note text)",
                    "INSERT INTO orders SELECT n, 0, '' FROM generate_series(1, 20) n",
                    "UPDATE orders SET total = 1");
            try (Watcher watcher = Watcher.of(server).listening()) {
                assertThat(watcher.monitor().state().serverVersion()).startsWith(version + ".");
                figuresAreThere(watcher);
                waitsAreTold(watcher);
                plansAreTold(watcher);
                assertThat(watcher.monitor().state().missing()).isEmpty();
            }
        }
    }

    private static void figuresAreThere(Watcher watcher) {
        List<String> names = List.of(
                "loupe_db_up",
                "db_connections_active",
                "loupe_db_connections{",
                "loupe_db_longest_transaction_seconds",
                "loupe_db_lock_waits",
                "loupe_db_dead_tuples",
                "loupe_db_cache_hit_ratio",
                "loupe_db_deadlocks",
                "loupe_db_statements_total",
                "loupe_db_statements_execution_seconds");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(names)
                .allSatisfy(name -> assertThat(watcher.metric(name)).isNotEmpty()));
        assertThat(watcher.metric("loupe_db_up")).singleElement().asString().endsWith(" 1.0");
        await().untilAsserted(() -> assertThat(watcher.metric("loupe_db_dead_tuples"))
                .singleElement()
                .asString()
                .contains("table=\"orders\"")
                .endsWith(" 20.0"));
    }

    private static void waitsAreTold(Watcher watcher) throws Exception {
        Client blocker = watcher.client();
        SpanContext transaction = blocker.begins();
        blocker.runs("UPDATE orders SET total = 1 WHERE id = 1");
        Client.Running waiting = watcher.client().starts("UPDATE orders SET total = 2 WHERE id = 1");
        await().until(() -> !waiting.waits().isEmpty());
        LockWait seen = waiting.waits().get(0);
        assertThat(seen.lock()).isEqualTo(new LockWait.Lock("transactionid", "ShareLock", "orders"));
        assertThat(seen.blockers()).extracting(LockWait.Blocker::span).containsExactly(transaction);
        assertThat(seen.blockers()).extracting(LockWait.Blocker::state).containsExactly("idle in transaction");
        await().until(() -> System.nanoTime() - waiting.since() > 300_000_000L);
        long released = blocker.commits();
        assertThat(LockBlameTest.told(waiting.waits(), waiting.ends()))
                .isCloseTo((released - waiting.since()) / 1e9, within(0.1));
    }

    private static void plansAreTold(Watcher watcher) {
        watcher.monitor()
                .slowStatements()
                .slow(new SlowStatement(
                        "1", "SELECT orders", "SELECT * FROM orders WHERE id = $1 AND total > ? LIMIT ?", true));
        watcher.monitor()
                .slowStatements()
                .slow(new SlowStatement("2", "UPDATE orders", "UPDATE orders SET note = $2 WHERE id = $1", true));
        watcher.monitor()
                .slowStatements()
                .slow(new SlowStatement("3", "SELECT nothing", "SELECT * FROM nothing WHERE id = $1", true));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> watcher.monitor().plans().size() == 3);
        List<StatementPlan> plans = watcher.monitor().plans();
        assertThat(plans.get(2).text()).contains("Index Cond: (id = $1)", "Filter: (total > $2)");
        assertThat(plans.get(1).text()).contains("Update on orders", "Index Scan using orders_pkey");
        assertThat(plans.get(0).text()).isEmpty();
        assertThat(plans.get(0).leftOut()).isEqualTo("the server has none: SQLSTATE 42P01");
    }
}
