package dev.loupe.relay.postgres.session;

import static dev.loupe.relay.postgres.session.Messages.BOUND;
import static dev.loupe.relay.postgres.session.Messages.NO_DATA;
import static dev.loupe.relay.postgres.session.Messages.PARSED;
import static dev.loupe.relay.postgres.session.Messages.SYNC;
import static dev.loupe.relay.postgres.session.Messages.done;
import static dev.loupe.relay.postgres.session.Messages.extended;
import static dev.loupe.relay.postgres.session.Messages.query;
import static dev.loupe.relay.postgres.session.Messages.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.postgres.SessionObserver.Side;
import dev.loupe.relay.postgres.blame.Backend;
import dev.loupe.relay.postgres.blame.Holder;
import dev.loupe.relay.postgres.blame.LockWait;
import dev.loupe.relay.postgres.blame.RunningStatement;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the monitor sees of a session, and what it is told on spans of what the monitor sees. */
class LockSpanTest {
    @RegisterExtension
    final Scene scene = new Scene();

    private Backend backend(int processId) {
        return scene.backends.find(processId).orElseThrow();
    }

    private RunningStatement running(int processId) {
        return backend(processId).running().orElseThrow();
    }

    private LockWait waitFor(Holder holder, long since, OptionalLong until) {
        return new LockWait(
                new LockWait.Lock("transactionid", "ShareLock", "x"),
                since,
                until,
                List.of(new LockWait.Blocker(
                        1,
                        holder.span(),
                        holder.summary(),
                        holder.idleInTransaction() ? "idle in transaction" : "active",
                        "")),
                List.of("UPDATE x waits for UPDATE y", "UPDATE y waits for DELETE z"),
                false);
    }

    @Test
    void waiterAndHolder_knowOfEachOther() {
        InFlight one = scene.receives("16");
        InFlight other = scene.receives("17");
        Talk holder = scene.session(1);
        Talk waiter = scene.session(2);
        String update = "UPDATE x SET a = 1 WHERE order_id = $1";
        holder.runs("BEGIN", "BEGIN", 'T');
        holder.client(extended(update, "16")).client(SYNC).server(PARSED, BOUND, NO_DATA, done("UPDATE 1"), ready('T'));
        waiter.client(extended(update, "17")).client(SYNC).waits(100);
        Holder held = backend(1).holder().orElseThrow();
        assertThat(held.idleInTransaction()).isTrue();
        assertThat(held.summary()).isEqualTo("UPDATE x");
        RunningStatement running = running(2);
        assertThat(running.summary()).isEqualTo("UPDATE x");
        running.waits().seen(waitFor(held, running.sinceNanos(), OptionalLong.empty()));
        held.caused().waits("w1", running.span().getTraceId(), running.sinceNanos());
        waiter.waits(100);
        holder.runs("COMMIT", "COMMIT", 'I');
        waiter.server(PARSED, BOUND, NO_DATA, done("UPDATE 1"), ready('I'));
        scene.answers(one);
        scene.answers(other);
        Spans spans = new Spans(scene.untaken());
        scene.takesAll();
        assertThat(spans.all()).hasSize(5);
        Spans.One transaction = spans.transaction().isBelow(one);
        transaction
                .took(Names.LOCK_CAUSED, 203)
                .has(Names.LOCK_CAUSED_WAITERS, 1L)
                .has(Names.LOCK_WAITER_TRACE, other.span().getTraceId());
        assertThat(held.span()).isEqualTo(transaction.context());
        Spans.One waiting = new Spans.One(spans.all().stream()
                .filter(span -> span.getTraceId().equals(other.span().getTraceId()))
                .findFirst()
                .orElseThrow());
        waiting.isOk()
                .isBelow(other)
                .isLinkedTo(transaction.context())
                .took(Names.LOCK_WAIT, 204)
                .has(Names.LOCK_TYPE, "transactionid")
                .has(Names.LOCK_MODE, "ShareLock")
                .has(Names.LOCK_RELATION, "x")
                .has(Names.LOCK_BLOCKER_TRACE, one.span().getTraceId())
                .has(Names.LOCK_BLOCKER_SPAN, transaction.context().getSpanId())
                .has(Names.LOCK_BLOCKER_SUMMARY, "UPDATE x")
                .has(Names.LOCK_BLOCKER_STATE, "idle in transaction")
                .has(Names.LOCK_CHAIN, "UPDATE x waits for UPDATE y; UPDATE y waits for DELETE z");
        assertThat(waiting.span().getEvents()).extracting(EventData::getName).containsExactly("lock wait");
        assertThat(scene.metrics())
                .containsPattern("db_lock_wait_time_seconds_sum\\{database=\"mes-db\"[^}]*\\} 0.20[34]");
    }

    @Test
    void waitThatWasSeenToEnd_lastedAsLong() {
        Talk waiter = scene.session(2);
        waiter.client(query("UPDATE x SET a = 1")).waits(30);
        RunningStatement running = running(2);
        Holder nobody = new Holder(SpanContext.getInvalid(), "", false, 0, null);
        running.waits().seen(waitFor(nobody, running.sinceNanos(), OptionalLong.of(running.sinceNanos() + 20_000_000)));
        waiter.server(done("UPDATE 1"), ready('I'));
        scene.spans("UPDATE x").first().took(Names.LOCK_WAIT, 20).isLinkedTo().hasNo(Names.LOCK_BLOCKER_TRACE);
    }

    @Test
    void holderThatCommits_isNamedByWhatItRanBefore() {
        Talk talk = scene.session(1);
        talk.runs("UPDATE y SET a = 1", "UPDATE 1", 'I').runs("BEGIN", "BEGIN", 'T');
        assertThat(backend(1).holder().orElseThrow().summary()).as("not by another transaction's").isEmpty();
        talk.runs("UPDATE x SET a = 1", "UPDATE 1", 'T').client(query("COMMIT"));
        assertThat(backend(1).holder().orElseThrow().summary()).isEqualTo("UPDATE x");
        talk.server(done("COMMIT"), ready('I'));
        scene.takesAll();
    }

    @Test
    void statementOutsideATransaction_mayHoldLocksToo() {
        Talk holder = scene.session(1);
        holder.client(query("UPDATE x SET a = 1")).waits(50);
        Holder held = backend(1).holder().orElseThrow();
        held.caused().waits("w1", "", scene.nanos.get());
        holder.waits(9).server(done("UPDATE 1"), ready('I'));
        Spans.One span =
                scene.spans("UPDATE x").first().took(Names.LOCK_CAUSED, 10).hasNo(Names.LOCK_WAITER_TRACE);
        assertThat(span.context()).isEqualTo(held.span());
    }

    @Test
    void transactionWhoseBeginIsNotAnsweredYet_isTheHolder() {
        Talk holder = scene.session(1);
        holder.client(extended("BEGIN"))
                .client(extended("UPDATE x SET a = 1"))
                .client(SYNC)
                .waits(50);
        Holder held = backend(1).holder().orElseThrow();
        assertThat(held.idleInTransaction()).isFalse();
        assertThat(held.summary()).isEqualTo("UPDATE x");
        holder.server(PARSED, BOUND, NO_DATA, done("BEGIN"), PARSED, BOUND, NO_DATA, done("UPDATE 1"), ready('T'));
        holder.runs("COMMIT", "COMMIT", 'I');
        assertThat(scene.spans("transaction mes-db", "BEGIN", "UPDATE x", "COMMIT")
                        .transaction()
                        .context())
                .isEqualTo(held.span());
    }

    @Test
    void transactionThatTheMonitorAsksFor_hasItsPlaceByWhatIsKnown() {
        InFlight request = scene.receives();
        Talk talk = scene.session(1);
        talk.runs("BEGIN", "BEGIN", 'T').runs("SELECT a FROM y", "SELECT 1", 'T');
        SpanContext asked = backend(1).holder().orElseThrow().span();
        scene.receives();
        talk.runs("COMMIT", "COMMIT", 'I');
        scene.answers(request);
        Spans spans = scene.spans("transaction mes-db", "BEGIN", "SELECT y", "COMMIT");
        assertThat(spans.transaction().isOf("sole").isBelow(request).context()).isEqualTo(asked);
    }

    @Test
    void howLongAStatementRuns_canBeAskedWithoutGivingItAPlace() {
        scene.receives("16");
        InFlight request = scene.receives("17");
        Talk talk = scene.session(1);
        assertThat(backend(1).runningSince()).isEmpty();
        talk.runs("BEGIN", "BEGIN", 'T').client(query("SELECT a FROM y"));
        assertThat(backend(1).runningSince()).hasValue(scene.nanos.get());
        talk.server(done("SELECT 1"), ready('T'));
        talk.client(extended("UPDATE x SET a = 1 WHERE order_id = $1", "17")).client(SYNC);
        talk.server(PARSED, BOUND, NO_DATA, done("UPDATE 1"), ready('T')).runs("COMMIT", "COMMIT", 'I');
        scene.answers(request);
        scene.spans("transaction mes-db", "BEGIN", "SELECT y", "UPDATE x", "COMMIT")
                .transaction()
                .isOf("key");
    }

    @Test
    void sessionThatRunsNothing_holdsNothing() {
        Talk talk = scene.session(1);
        assertThat(backend(1).running()).isEmpty();
        assertThat(backend(1).holder()).isEmpty();
        assertThat(scene.metrics()).containsPattern("db_connections_active\\{[^}]*state=\"idle\"[^}]*\\} 1");
        talk.runs("BEGIN", "BEGIN", 'T');
        assertThat(scene.metrics())
                .containsPattern("db_connections_active\\{[^}]*state=\"idle_in_transaction\"[^}]*\\} 1");
        talk.client(query("SELECT a FROM y"));
        assertThat(scene.metrics())
                .containsPattern("db_connections_active\\{[^}]*seen_by=\"relay\"[^}]*state=\"active\"[^}]*\\} 1");
        talk.server(done("SELECT 1"), ready('T'))
                .runs("ROLLBACK", "ROLLBACK", 'I')
                .ends(Side.CLIENT, true);
        assertThat(scene.backends.all()).isEmpty();
        assertThat(scene.metrics())
                .containsPattern("db_connections_active\\{[^}]*state=\"idle\"[^}]*\\} 0")
                .contains("loupe_db_connections_opened_total{database=\"mes-db\"")
                .contains("loupe_db_connection_age_seconds_count{database=\"mes-db\"");
        scene.takesAll();
    }
}
