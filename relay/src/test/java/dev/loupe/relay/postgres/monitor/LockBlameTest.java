package dev.loupe.relay.postgres.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.PostgresServer;
import dev.loupe.relay.postgres.blame.LockWait;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real transactions that wait for each other, and what each is told. */
class LockBlameTest {
    private static final double A_TENTH = 0.1;

    private static PostgresServer server;
    private Watcher watcher;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start(14, builder -> builder.setServerConfig("max_prepared_transactions", "5"));
        server.runs("CREATE TABLE orders (id int PRIMARY KEY, total int)");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        server.runs("TRUNCATE orders", "INSERT INTO orders SELECT n, 0 FROM generate_series(1, 20) n");
        watcher = Watcher.of(server).connected().listening();
    }

    @AfterEach
    void stop() throws Exception {
        watcher.close();
    }

    @Test
    void twoTransactions_theSecondIsToldOfTheFirst() throws Exception {
        Client first = watcher.client();
        Client second = watcher.client();
        SpanContext transaction = first.begins();
        first.runs("UPDATE orders SET total = 1 WHERE id = 1");

        Client.Running waiting = second.starts("UPDATE orders SET total = 2 WHERE id = 1");
        LockWait seen = firstWaitOf(waiting);

        assertThat(seen.lock()).isEqualTo(new LockWait.Lock("transactionid", "ShareLock", "orders"));
        assertThat(seen.blockers()).singleElement().satisfies(blocker -> {
            assertThat(blocker.processId()).isEqualTo(first.processId());
            assertThat(blocker.span()).isEqualTo(transaction);
            assertThat(blocker.summary()).isEqualTo("UPDATE orders");
            assertThat(blocker.state()).isEqualTo("idle in transaction");
            assertThat(blocker.applicationName()).isEmpty();
        });
        assertThat(seen.chain()).isEmpty();
        assertThat(seen.cycle()).isFalse();
        letItLast(waiting, Duration.ofMillis(300));
        var causes = first.causes();
        long released = first.commits();
        long ended = waiting.ends();
        double truth = seconds(released - waiting.since());
        assertThat(told(waiting.waits(), ended)).isCloseTo(truth, within(A_TENTH));
        await().until(() -> watcher.monitor().lockWaits().stream().allMatch(wait -> wait.over()));
        assertThat(causes.until(released).waiters()).isEqualTo(1);
        assertThat(causes.until(released).seconds()).isCloseTo(truth, within(A_TENTH));
        assertThat(causes.until(released).traceIds())
                .containsExactly(waiting.span().getTraceId());
    }

    @Test
    void fourTransactionsInARow_eachIsToldOfTheOneBeforeIt() throws Exception {
        List<Client> clients = new ArrayList<>();
        List<SpanContext> transactions = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            Client client = watcher.client();
            clients.add(client);
            transactions.add(client.begins());
            client.runs("UPDATE orders SET total = 1 WHERE id = " + i);
        }
        List<Client.Running> waiting = new ArrayList<>();
        for (int i = 2; i <= 4; i++) {
            waiting.add(clients.get(i - 1).starts("UPDATE orders SET total = 2 WHERE id = " + (i - 1)));
        }
        await().until(() ->
                waiting.stream().allMatch(statement -> !statement.waits().isEmpty()));
        await().until(() -> waiting.get(2).waits().get(0).chain().size() == 3);

        for (int i = 0; i < 3; i++) {
            LockWait seen = waiting.get(i).waits().get(0);
            assertThat(seen.blockers()).extracting(LockWait.Blocker::span).containsExactly(transactions.get(i));
            assertThat(seen.cycle()).isFalse();
        }
        assertThat(waiting.get(2).waits().get(0).chain())
                .containsExactly(
                        words(waiting.get(2)) + " waits for " + words(waiting.get(1)),
                        words(waiting.get(1)) + " waits for " + words(waiting.get(0)),
                        words(waiting.get(0)) + " waits for transaction shop-db (trace "
                                + transactions.get(0).getTraceId() + ", idle in transaction)");
        List<Double> truths = new ArrayList<>();
        List<Double> tellings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            letItLast(waiting.get(i), Duration.ofMillis(200));
            long released = clients.get(i).commits();
            truths.add(seconds(released - waiting.get(i).since()));
            tellings.add(told(waiting.get(i).waits(), waiting.get(i).ends()));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(tellings.get(i)).isCloseTo(truths.get(i), within(A_TENTH));
        }
        clients.get(3).commits();
    }

    @Test
    void fourTransactionsForOneRow_allAreToldOfWhoHasIt() throws Exception {
        Client holder = watcher.client();
        SpanContext transaction = holder.begins();
        holder.runs("UPDATE orders SET total = 1 WHERE id = 1");
        List<Client> clients = List.of(watcher.client(), watcher.client(), watcher.client());
        List<Client.Running> waiting = new ArrayList<>();
        for (Client client : clients) {
            waiting.add(client.starts("UPDATE orders SET total = total + 1 WHERE id = 1"));
            firstWaitOf(waiting.get(waiting.size() - 1));
        }

        for (Client.Running statement : waiting) {
            assertThat(statement.waits().get(0).blockers().get(0).span()).isEqualTo(transaction);
        }
        assertThat(waiting.get(1).waits().get(0).lock())
                .isEqualTo(new LockWait.Lock("tuple", "ExclusiveLock", "orders"));
        assertThat(waiting.get(1).waits().get(0).blockers())
                .extracting(LockWait.Blocker::processId)
                .containsExactly(holder.processId(), clients.get(0).processId());
        letItLast(waiting.get(2), Duration.ofMillis(300));
        var causes = holder.causes();
        long released = holder.commits();
        for (Client.Running statement : waiting) {
            double truth = seconds(released - statement.since());
            assertThat(told(statement.waits(), statement.ends())).isCloseTo(truth, within(A_TENTH));
        }
        assertThat(causes.until(released).waiters()).isEqualTo(3);
    }

    @Test
    void deadlock_isSeenAsACycle() throws Exception {
        Client one = watcher.client();
        Client two = watcher.client();
        SpanContext first = one.begins();
        SpanContext second = two.begins();
        one.runs("UPDATE orders SET total = 1 WHERE id = 1");
        two.runs("UPDATE orders SET total = 1 WHERE id = 2");
        Client.Running oneWaits = one.starts("UPDATE orders SET total = 2 WHERE id = 2");
        Client.Running twoWaits = two.starts("UPDATE orders SET total = 2 WHERE id = 1");

        assertThat(List.of(oneWaits.failure(), twoWaits.failure())).containsExactlyInAnyOrder("", "40P01");
        LockWait ofOne = oneWaits.waits().get(0);
        LockWait ofTwo = twoWaits.waits().get(0);
        assertThat(ofOne.cycle() && ofTwo.cycle()).isTrue();
        assertThat(ofOne.blockers()).extracting(LockWait.Blocker::span).containsExactly(second);
        assertThat(ofTwo.blockers()).extracting(LockWait.Blocker::span).containsExactly(first);
        assertThat(ofOne.chain())
                .containsExactly(
                        words(oneWaits) + " waits for " + words(twoWaits),
                        words(twoWaits) + " waits for " + words(oneWaits));
        one.rollsBack();
        two.rollsBack();
    }

    @Test
    void statementThatWaitsTwice_isToldOfBothWaits() throws Exception {
        Client first = watcher.client();
        Client second = watcher.client();
        Client third = watcher.client();
        SpanContext one = first.begins();
        SpanContext two = second.begins();
        first.runs("UPDATE orders SET total = 1 WHERE id = 1");
        second.runs("UPDATE orders SET total = 1 WHERE id = 2");
        Client.Running waiting = third.starts("UPDATE orders SET total = 2 WHERE id IN (1, 2)");
        firstWaitOf(waiting);
        letItLast(waiting, Duration.ofMillis(200));
        long firstReleased = first.commits();
        await().until(() -> waiting.waits().size() == 2
                && waiting.waits().get(0).untilNanos().isPresent());

        assertThat(waiting.waits())
                .extracting(wait -> wait.blockers().get(0).span())
                .containsExactly(one, two);
        assertThat(seconds(waiting.waits().get(0).untilNanos().getAsLong() - waiting.since()))
                .isCloseTo(seconds(firstReleased - waiting.since()), within(A_TENTH));
        long secondReleased = second.commits();
        assertThat(told(waiting.waits(), waiting.ends()))
                .isCloseTo(seconds(secondReleased - waiting.since()), within(A_TENTH));
    }

    @Test
    void statementThatGoesOnAfterItsWait_isToldWhenThatWasOver() throws Exception {
        Client first = watcher.client();
        Client second = watcher.client();
        first.begins();
        first.runs("UPDATE orders SET total = 1 WHERE id = 1");
        Client.Running waiting = second.starts(
                "WITH u AS (UPDATE orders SET total = 2 WHERE id = 1 RETURNING id) SELECT id, pg_sleep(0.5) FROM u");
        firstWaitOf(waiting);
        letItLast(waiting, Duration.ofMillis(200));
        long released = first.commits();
        waiting.ends();

        assertThat(waiting.waits().get(0).untilNanos()).isPresent();
        assertThat(told(waiting.waits(), 0)).isCloseTo(seconds(released - waiting.since()), within(A_TENTH));
    }

    @Test
    void blockerOutsideLoupe_isNamedByItsApplication() throws Exception {
        Client stranger = watcher.stranger("nightly-report");
        stranger.begins();
        stranger.runs("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        Client.Running waiting = watcher.client().starts("SELECT * FROM orders");

        LockWait seen = firstWaitOf(waiting);

        assertThat(seen.lock()).isEqualTo(new LockWait.Lock("relation", "AccessShareLock", "orders"));
        assertThat(seen.blockers()).singleElement().satisfies(blocker -> {
            assertThat(blocker.span().isValid()).isFalse();
            assertThat(blocker.applicationName()).isEqualTo("nightly-report");
            assertThat(blocker.state()).isEqualTo("idle in transaction");
        });
        stranger.commits();
        waiting.ends();
    }

    @Test
    void holderOfAnAdvisoryLock_isABlockerToo() throws Exception {
        Client holder = watcher.client();
        SpanContext transaction = holder.begins();
        holder.runs("SELECT pg_advisory_xact_lock(7)");
        Client.Running waiting = watcher.client().starts("SELECT pg_advisory_lock(7)");

        LockWait seen = firstWaitOf(waiting);

        assertThat(seen.lock()).isEqualTo(new LockWait.Lock("advisory", "ExclusiveLock", ""));
        assertThat(seen.blockers()).extracting(LockWait.Blocker::span).containsExactly(transaction);
        holder.commits();
        waiting.ends();
    }

    @Test
    void preparedTransaction_isABlockerWithoutASession() throws Exception {
        Client preparing = watcher.client();
        preparing.begins();
        preparing.runs("UPDATE orders SET total = 1 WHERE id = 1");
        preparing.runs("PREPARE TRANSACTION 'kept'");
        preparing.rollsBack();
        Client.Running waiting = watcher.client().starts("UPDATE orders SET total = 2 WHERE id = 1");

        LockWait seen = firstWaitOf(waiting);

        assertThat(seen.blockers())
                .containsExactly(
                        new LockWait.Blocker(0, SpanContext.getInvalid(), "", "prepared", "a prepared transaction"));
        preparing.runs("ROLLBACK PREPARED 'kept'");
        waiting.ends();
    }

    @Test
    void connectionThatIsInItsNextTransaction_isNotBlamedForIt() throws Exception {
        Client holder = watcher.client();
        SpanContext transaction = holder.begins();
        holder.runs("UPDATE orders SET total = 1 WHERE id = 1");
        Client.Running waiting = watcher.client().starts("UPDATE orders SET total = 2 WHERE id = 1");
        firstWaitOf(waiting);
        holder.commits();
        SpanContext next = holder.begins();
        holder.runs("SELECT 1");
        waiting.ends();

        assertThat(waiting.waits()).allSatisfy(wait -> assertThat(wait.blockers())
                .extracting(LockWait.Blocker::span)
                .contains(transaction)
                .doesNotContain(next));
        assertThat(holder.causes().any()).isFalse();
        holder.commits();
    }

    @Test
    void fiveHundredTransactionsWithoutConflict_bringNoBlame() throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(watcher.client());
        }
        CountDownLatch done = new CountDownLatch(clients.size());
        List<Client.Running> all = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < clients.size(); i++) {
            int row = i + 1;
            Client client = clients.get(i);
            new Thread(() -> {
                        try {
                            for (int n = 0; n < 25; n++) {
                                client.begins();
                                all.add(client.starts("UPDATE orders SET total = total + 1 WHERE id = " + row));
                                all.get(all.size() - 1);
                                await().until(() -> client.running().isEmpty());
                                Client.Running slow = client.starts("SELECT pg_sleep(0.06)");
                                all.add(slow);
                                slow.ends();
                                await().until(() -> client.running().isEmpty());
                                client.commits();
                            }
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(all).hasSize(1_000).allSatisfy(statement -> assertThat(statement.waits())
                .isEmpty());
        assertThat(watcher.monitor().lockWaits()).isEmpty();
    }

    private static LockWait firstWaitOf(Client.Running statement) {
        return await().atMost(Duration.ofSeconds(20))
                .until(statement::waits, waits -> !waits.isEmpty())
                .get(0);
    }

    private static void letItLast(Client.Running statement, Duration duration) {
        await().until(() -> System.nanoTime() - statement.since() > duration.toNanos());
    }

    /** What the waits add up to; one without an end lasts as long as its statement. */
    static double told(List<LockWait> waits, long ended) {
        return waits.stream()
                .mapToDouble(wait -> seconds(wait.untilNanos().orElse(ended) - wait.sinceNanos()))
                .sum();
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static String words(Client.Running statement) {
        return "UPDATE orders (trace " + statement.span().getTraceId() + ')';
    }
}
