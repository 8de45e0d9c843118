package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.TERMINATE;
import static dev.loupe.relay.postgres.Wire.complete;
import static dev.loupe.relay.postgres.Wire.message;
import static dev.loupe.relay.postgres.Wire.query;
import static dev.loupe.relay.postgres.Wire.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.WirePeer;
import dev.loupe.relay.postgres.PostgresPath.Refusal;
import dev.loupe.relay.postgres.SessionObserver.SessionEnd;
import dev.loupe.relay.postgres.SessionObserver.Side;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The process is to end: what is in flight finishes, and who is idle is told. */
class DrainTest extends ScriptedTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    @Test
    void idleSession_isToldAsByAServerThatShutsDown() {
        Pair session = session();
        Future<Void> drained = relay().drain(LONG);
        assertThat(Wire.error(session.client())).startsWith("57P01 Loupe: ");
        session.client().ends();
        session.client().close();
        session.server().receives(TERMINATE).ends();
        session.server().close();
        result(drained);
        assertThat(sessions.next().ends).containsExactly(new SessionEnd(Side.RELAY, true));
    }

    @Test
    void transaction_isFinishedFirst() {
        Pair session = session();
        session.client().sends(query("BEGIN"));
        session.server().receives(query("BEGIN")).sends(complete("BEGIN"), ready('T'));
        session.client().receives(complete("BEGIN"), ready('T'));
        Future<Void> drained = relay().drain(LONG);
        session.client().sends(query("COMMIT"));
        session.server().receives(query("COMMIT")).sends(complete("COMMIT"), ready('I'));
        session.client().receives(complete("COMMIT"), ready('I'));
        assertThat(Wire.error(session.client())).startsWith("57P01 ");
        session.client().close();
        session.server().receives(TERMINATE).close();
        result(drained);
    }

    @Test
    void pipeline_isFinishedFirst() {
        byte[] sync = message('S', new byte[0]);
        byte[] parse = message('P', new byte[] {0, 0, 0, 0});
        Pair session = session();
        session.client().sends(parse, sync, parse, sync);
        session.server().receives(parse, sync, parse, sync).sends(message('1', new byte[0]), ready('I'));
        session.client().receives(message('1', new byte[0]), ready('I'));
        Future<Void> drained = relay().drain(LONG);
        assertThat(session.client().isSilent()).isTrue();
        session.server().sends(message('1', new byte[0]), ready('I'));
        session.client().receives(message('1', new byte[0]), ready('I'));
        assertThat(Wire.error(session.client())).startsWith("57P01 ");
        session.client().close();
        session.server().receives(TERMINATE).close();
        result(drained);
    }

    @Test
    void statementOfWhichAPartHasCome_isNotCutOff() {
        byte[] insert = query("INSERT INTO t VALUES (1, 'text')");
        Pair session = session();
        byte[] part = Arrays.copyOf(insert, insert.length - TERMINATE.length);
        session.client().sends(part);
        session.server().receives(part);
        Future<Void> drained = relay().drain(Duration.ofMillis(500));
        // As long as what is missing, and would make a statement of it that nobody meant.
        session.server().isGoneWithoutAWord();
        session.client().isGone();
        result(drained);
    }

    @Test
    void statementThatTakesTooLong_isBrokenOffWithAnError() {
        Pair session = session();
        session.client().sends(query("SELECT pg_sleep(1000)"));
        session.server().receives(query("SELECT pg_sleep(1000)"));
        Future<Void> drained = relay().drain(Duration.ofMillis(300));
        assertThat(Wire.error(session.client())).startsWith("57P01 ");
        session.client().close();
        session.server().isGone();
        result(drained);
        assertThat(sessions.next().ends).containsExactly(new SessionEnd(Side.RELAY, false));
    }

    @Test
    void resultThatTakesTooLong_isBrokenOff() {
        Pair session = session();
        session.client().sends(query("SELECT 1"));
        byte[] row = message('D', new byte[] {0, 0});
        session.server().receives(query("SELECT 1")).sends(row, new byte[] {'D', 0, 0, 1});
        session.client().receives(row, new byte[] {'D', 0, 0, 1});
        Future<Void> drained = relay().drain(Duration.ofMillis(300));
        session.client().isGone();
        session.server().isGone();
        result(drained);
    }

    @Test
    void clientThatHasNotSaidAnything_isTurnedAway() {
        WirePeer client = client();
        await().until(() -> relay().connections() == 1);
        Future<Void> drained = relay().drain(LONG);
        client.isGone();
        result(drained);
        assertThat(sessions.refusals).containsExactly(Refusal.SHUTDOWN);
    }

    @Test
    void idleSession_endsAfterTheIdleTimeout() {
        relay(s -> s.idleTimeout = Duration.ofMillis(300));
        Pair session = session();
        assertThat(Wire.error(session.client())).startsWith("57P05 ");
        session.server().receives(TERMINATE);
    }

    @Test
    void busySession_isNotIdle() {
        relay(s -> s.idleTimeout = Duration.ofMillis(300));
        Pair session = session();
        session.client().sends(query("SELECT pg_sleep(10)"));
        session.server().receives(query("SELECT pg_sleep(10)"));
        assertThat(session.client().isSilent()).isTrue();
        assertThat(session.client().isSilent()).isTrue();
        assertThat(session.client().isSilent()).isTrue();
    }
}
