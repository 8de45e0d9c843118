package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.TERMINATE;
import static dev.loupe.relay.postgres.Wire.cancel;
import static dev.loupe.relay.postgres.Wire.complete;
import static dev.loupe.relay.postgres.Wire.message;
import static dev.loupe.relay.postgres.Wire.query;
import static dev.loupe.relay.postgres.Wire.ready;
import static dev.loupe.relay.postgres.Wire.startup;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.fixture.WirePeer;
import dev.loupe.relay.postgres.SessionObserver.Blind;
import dev.loupe.relay.postgres.SessionObserver.SessionEnd;
import dev.loupe.relay.postgres.SessionObserver.Side;
import dev.loupe.relay.postgres.protocol.BackendKey;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What both sides say arrives, and so do their ends. */
class PassageTest extends ScriptedTest {
    private static final byte[] FATAL =
            message('E', "SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0".getBytes(UTF_8));

    @Test
    void everything_arrivesAsItWasSent() {
        Pair session = session();
        session.client().sends(query("SELECT 1"));
        session.server().receives(query("SELECT 1")).sends(complete("SELECT 1"), ready('I'));
        session.client().receives(complete("SELECT 1"), ready('I'));
    }

    @Test
    void byteByByte_arrives() {
        WirePeer client = client();
        for (byte b : START) {
            client.sends(new byte[] {b});
        }
        WirePeer backend = accepted().receives(START);
        for (byte b : STARTED) {
            backend.sends(new byte[] {b});
        }
        client.receives(STARTED);
        assertThat(sessions.next().blind).isEmpty();
    }

    @Test
    void terminate_reachesTheServerAndEndsInOrder() {
        Pair session = session();
        session.client().sends(TERMINATE);
        session.client().close();
        session.server().receives(TERMINATE).ends();
        session.server().close();
        await().until(() -> !sessions.begun.isEmpty());
        RecordedSessions.Recorded recorded = sessions.next();
        await().until(() -> !recorded.ends.isEmpty());
        assertThat(recorded.ends).containsExactly(new SessionEnd(Side.CLIENT, true));
    }

    @Test
    void queryAndTerminateOfAClientThatGoes_reachTheServer() {
        Pair session = session();
        session.client().sends(query("INSERT"), TERMINATE);
        session.client().close();
        session.server().receives(query("INSERT"), TERMINATE).ends();
    }

    @Test
    void lastErrorOfTheServer_reachesTheClientThatIsSending() {
        Pair session = session();
        session.server().sends(FATAL).close();
        session.client().receives(FATAL).ends();
        RecordedSessions.Recorded recorded = sessions.next();
        assertThat(recorded.ends).containsExactly(new SessionEnd(Side.SERVER, false));
    }

    @Test
    void serverThatIsResetAfterItsLastError_isNotLostWithIt() {
        Pair session = session();
        session.client().sends(query("SELECT 1"), query("SELECT 2"));
        session.server().receives(query("SELECT 1")).sends(FATAL);
        session.client().receives(FATAL);
        session.server().resets();
        session.client().ends();
    }

    @Test
    void clientThatFinishesSending_stillGetsItsAnswer() {
        Pair session = session();
        session.client().sends(query("SELECT 1")).finishesSending();
        session.server().receives(query("SELECT 1")).ends();
        session.server().sends(complete("SELECT 1"), ready('I')).close();
        session.client().receives(complete("SELECT 1"), ready('I')).ends();
    }

    @Test
    void clientThatBreaksInAQuery_endsTheServersSide() {
        Pair session = session();
        session.client().sends(query("SELECT 1"));
        session.server().receives(query("SELECT 1"));
        session.client().resets();
        session.server().isGone();
        RecordedSessions.Recorded recorded = sessions.next();
        await().until(() -> !recorded.ends.isEmpty());
        assertThat(recorded.ends).containsExactly(new SessionEnd(Side.CLIENT, false));
    }

    @Test
    void serverThatIsKilledInAQuery_endsTheClientsSide() {
        Pair session = session();
        session.client().sends(query("SELECT 1"));
        session.server().receives(query("SELECT 1"));
        session.server().resets();
        session.client().isGone();
    }

    @Test
    void cancelRequest_isPassedOnSeenAndEndsWithTheServer() {
        WirePeer client = client();
        client.sends(cancel(7, 0x01020304));
        WirePeer postmaster = accepted().receives(cancel(7, 0x01020304));
        postmaster.close();
        client.ends();
        RecordedSessions.Recorded recorded = sessions.next();
        assertThat(recorded.frontend)
                .containsExactly(new FrontendEvent.CancelRequest(new BackendKey(7, new byte[] {1, 2, 3, 4})));
        assertThat(recorded.ends).containsExactly(new SessionEnd(Side.SERVER, true));
    }

    @Test
    void replication_isRelayedBlind() {
        byte[] start = startup("user", "u", "replication", "database");
        WirePeer client = client();
        client.sends(start);
        WirePeer backend = accepted().receives(start);
        backend.sends(STARTED);
        client.receives(STARTED);
        RecordedSessions.Recorded recorded = sessions.next();
        assertThat(recorded.blind).containsExactly(Blind.REPLICATION);
        assertThat(recorded.frontend).hasSize(1);
        assertThat(recorded.backend).isEmpty();
        byte[] much = new byte[1_000_000];
        Arrays.fill(much, (byte) 0xff);
        backend.sends(much);
        client.receives(much);
    }

    @Test
    void statement_isSeenBeforeItIsPassedOn() {
        Pair session = session();
        RecordedSessions.Recorded recorded = sessions.next();
        session.client().sends(query("SELECT 1"));
        session.server().receives(query("SELECT 1"));
        assertThat(recorded.frontend).last().isInstanceOf(FrontendEvent.Query.class);
    }

    @Test
    void clientThatGoesWithoutAWord_troublesNobody() {
        client().close();
        assertThat(server.isLeftAlone()).isTrue();
        assertThat(sessions.begun).isEmpty();
    }
}
