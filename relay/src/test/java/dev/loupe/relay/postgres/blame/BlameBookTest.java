package dev.loupe.relay.postgres.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.blame.ServerProcess.Kind;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What hardly can be brought about with a real server, or not at a time of one's choice. */
class BlameBookTest {
    private static final long MILLI = 1_000_000;
    private static final int SHOP = 100;
    private static final int CRM = 200;

    private final AtomicLong nanos = new AtomicLong();
    private final Backends backends = new Backends(nanos::get);
    private final DatabaseClock clock = new DatabaseClock();
    private final BlameBook book = new BlameBook("shop-db", backends, clock);
    private final Map<Integer, ServerProcess> seen = new HashMap<>();

    @Test
    void blockersThatAreNoSessions_areCalledWhatTheyAre() {
        RunningStatement statement = runs(SHOP, 0);
        waits(SHOP, "a", 0, 300, 301);
        seen.put(300, process(300, Kind.AUTOVACUUM, Optional.empty()));

        look(100);

        assertThat(statement.waits().all().get(0).blockers())
                .extracting(LockWait.Blocker::processId, LockWait.Blocker::state, LockWait.Blocker::applicationName)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(0, "prepared", "a prepared transaction"),
                        org.assertj.core.groups.Tuple.tuple(300, "active", "autovacuum"),
                        org.assertj.core.groups.Tuple.tuple(301, "", "a process of the server"));
    }

    @Test
    void statementThatWaitedAtItsFirstLook_waitsSinceItBegan() {
        RunningStatement statement = runs(SHOP, 10);
        waits(SHOP, "a", CRM);

        look(100);

        assertThat(statement.waits().all().get(0).sinceNanos()).isEqualTo(10 * MILLI);
    }

    @Test
    void statementThatDidNotWaitBefore_waitsSinceBetweenTheLooks() {
        RunningStatement statement = runs(SHOP, 10);
        look(100);
        waits(SHOP, "a", CRM);
        look(150);
        seen.clear();
        look(200);

        LockWait told = statement.waits().all().get(0);
        assertThat(told.sinceNanos()).isEqualTo(125 * MILLI);
        assertThat(told.untilNanos()).hasValue(175 * MILLI);
    }

    @Test
    void endOfTheBlockersTransaction_isTheEndOfTheWait() {
        RunningStatement statement = runs(SHOP, 10);
        LockCauses caused = holds(CRM, 0);
        waits(SHOP, "a", CRM);
        look(100);
        caused.until(101 * MILLI);
        seen.clear();
        look(150);

        assertThat(statement.waits().all().get(0).untilNanos()).hasValue(101 * MILLI);
    }

    @Test
    void sessionThatEndsBeforeTheLookIsRead_isNoStranger() {
        RunningStatement statement = runs(SHOP, 10);
        holds(CRM, 0);
        waits(SHOP, "a", CRM);
        seen.put(CRM, process(CRM, Kind.CLIENT, Optional.empty()));
        look(100);
        nanos.set(151 * MILLI);
        backends.remove(backends.find(CRM).orElseThrow());

        look(150);

        assertThat(statement.waits().all().get(0).blockers())
                .extracting(LockWait.Blocker::span)
                .containsExactly(span(CRM));
    }

    @Test
    void strangerWithTheIdOfASessionThatEndedBefore_isAStranger() {
        RunningStatement statement = runs(SHOP, 10);
        holds(CRM, 0);
        nanos.set(50 * MILLI);
        backends.remove(backends.find(CRM).orElseThrow());
        waits(SHOP, "a", CRM);
        seen.put(CRM, process(CRM, Kind.CLIENT, Optional.empty()));

        look(100);

        assertThat(statement.waits().all().get(0).blockers())
                .extracting(
                        LockWait.Blocker::processId, blocker -> blocker.span().isValid())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(CRM, false));
    }

    @Test
    void transactionThatBeganAfterTheLook_isNotBlamed() {
        runs(SHOP, 10);
        LockCauses caused = holds(CRM, 100);
        waits(SHOP, "a", CRM);

        look(100);

        assertThat(caused.any()).isFalse();
    }

    @Test
    void statementThatBeganAfterTheLook_isNotToldOfItsPredecessorsWait() {
        RunningStatement statement = runs(SHOP, 100);
        waits(SHOP, "a", CRM);

        look(100);

        assertThat(statement.waits().all()).isEmpty();
    }

    @Test
    void secondWaitForTheSameKindOfLock_isAnotherWait() {
        RunningStatement statement = runs(SHOP, 10);
        waits(SHOP, "a", CRM);
        look(100);
        waits(SHOP, "b", CRM);
        look(150);

        assertThat(statement.waits().all())
                .extracting(LockWait::untilNanos)
                .containsExactly(OptionalLong.of(125 * MILLI), OptionalLong.empty());
    }

    @Test
    void longChain_isCut_andBlockersAreBounded() {
        RunningStatement statement = runs(1, 0);
        for (int i = 1; i < 100; i++) {
            waits(i, "a" + i, i + 1);
        }
        look(100);
        assertThat(statement.waits().all().get(0).chain()).hasSize(16);

        RunningStatement other = runs(1_000, 0);
        waits(1_000, "b", java.util.stream.IntStream.range(2_000, 2_100).toArray());
        look(150);
        assertThat(other.waits().all().get(0).blockers()).hasSize(8);
    }

    @Test
    void endlessChangeOfWaits_isShownBounded() {
        runs(SHOP, 0);
        for (int i = 0; i < 300; i++) {
            waits(SHOP, "lock" + i, CRM);
            look(100 + i);
        }

        assertThat(book.waits()).hasSize(100);
        assertThat(book.waits().get(0).over()).isFalse();
    }

    private void look(long millis) {
        book.look(new Activity(millis * MILLI, millis * MILLI, seen, false));
    }

    private void waits(int id, String lock, int... blockers) {
        Set<Integer> ids = new java.util.HashSet<>();
        for (int blocker : blockers) {
            ids.add(blocker);
        }
        seen.put(
                id,
                process(
                        id,
                        Kind.CLIENT,
                        Optional.of(new ServerProcess.Waiting(
                                new LockWait.Lock("transactionid", "ShareLock", ""),
                                lock,
                                OptionalLong.empty(),
                                ids))));
    }

    private static ServerProcess process(int id, Kind kind, Optional<ServerProcess.Waiting> waiting) {
        return new ServerProcess(id, kind, "active", "", OptionalLong.empty(), waiting);
    }

    private RunningStatement runs(int id, long sinceMillis) {
        RunningStatement statement =
                new RunningStatement(sinceMillis * MILLI, "UPDATE orders", span(id), new LockWaits());
        backends.add(new Scripted(id, Optional.of(statement), Optional.empty()));
        return statement;
    }

    private LockCauses holds(int id, long sinceMillis) {
        LockCauses caused = new LockCauses();
        backends.add(new Scripted(
                id,
                Optional.empty(),
                Optional.of(new Holder(span(id), "UPDATE orders", true, sinceMillis * MILLI, caused))));
        return caused;
    }

    private static SpanContext span(int id) {
        return SpanContext.create(
                String.format("%032x", id),
                String.format("%016x", id),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private record Scripted(int processId, Optional<RunningStatement> running, Optional<Holder> holder)
            implements Backend {}
}
