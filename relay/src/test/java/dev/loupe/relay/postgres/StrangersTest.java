package dev.loupe.relay.postgres;

import static dev.loupe.relay.postgres.Wire.message;
import static dev.loupe.relay.postgres.Wire.query;
import static dev.loupe.relay.postgres.Wire.ready;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.WirePeer;
import dev.loupe.relay.postgres.SessionObserver.Blind;
import dev.loupe.relay.postgres.protocol.FrontendEvent;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Peers that do not speak PostgreSQL, or badly: their bytes pass, and nothing is observed from there on. */
class StrangersTest extends ScriptedTest {
    private void goesBlind(Pair session, byte[] said, byte[] answered) {
        RecordedSessions.Recorded recorded = sessions.next();
        session.client().sends(said);
        session.server().receives(said).sends(answered);
        session.client().receives(answered);
        byte[] more = query("SELECT 1");
        session.client().sends(more);
        session.server().receives(more);
        assertThat(recorded.blind).containsExactly(Blind.LOST);
        assertThat(recorded.frontend).noneMatch(event -> event instanceof FrontendEvent.Query);
    }

    @Test
    void httpClient_isRelayed() {
        byte[] get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(US_ASCII);
        WirePeer client = client();
        client.sends(get);
        WirePeer backend = accepted().receives(get);
        backend.sends("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
        client.receives("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
        assertThat(sessions.next().blind).containsExactly(Blind.LOST);
    }

    @Test
    void randomBytes_areRelayed() {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        noise[0] = 1;
        WirePeer client = client();
        client.sends(noise);
        WirePeer backend = accepted().receives(noise);
        backend.sends(noise);
        client.receives(noise);
        assertThat(sessions.next().blind).containsExactly(Blind.LOST);
    }

    @Test
    void serverThatIsNone_isRelayed() {
        byte[] banner = "SSH-2.0-OpenSSH\r\n".getBytes(US_ASCII);
        WirePeer client = client();
        client.sends(START);
        accepted().receives(START).sends(banner);
        client.receives(banner);
        assertThat(sessions.next().blind).containsExactly(Blind.LOST);
    }

    @Test
    void truncatedStart_isPassedOnWithItsEnd() {
        byte[] part = {0, 0, 0, 90, 0};
        WirePeer client = client();
        client.sends(part).finishesSending();
        WirePeer backend = accepted().receives(part);
        backend.ends();
        backend.close();
        client.ends();
    }

    @Test
    void unknownType_isRelayed() {
        goesBlind(session(), message('!', new byte[] {1, 2, 3}), ready('I'));
    }

    @Test
    void lengthBelowTheShortest_isRelayed() {
        goesBlind(session(), new byte[] {'Q', 0, 0, 0, 1}, ready('I'));
    }

    @Test
    void negativeLength_isRelayed() {
        goesBlind(session(), new byte[] {'P', (byte) 0xff, 0, 0, 1}, ready('I'));
    }

    @Test
    void lengthThatPromisesMoreThanComes_waitsWithoutHoldingMemory() {
        Pair session = session();
        byte[] head =
                ByteBuffer.allocate(5).put((byte) 'Q').putInt(1_000_000_000).array();
        byte[] part = new byte[5_000_000];
        session.client().sends(head, part);
        session.server().receives(head, part);
        assertThat(relay().held()).isZero();
    }

    @Test
    void startThatIsTooLong_isRelayed() {
        byte[] start = ByteBuffer.allocate(20_000).putInt(20_000).putInt(196608).array();
        WirePeer client = client();
        client.sends(start);
        accepted().receives(start);
        assertThat(sessions.next().blind).containsExactly(Blind.LOST);
    }

    @Test
    void olderProtocol_isRelayed() {
        byte[] start = ByteBuffer.allocate(296).putInt(296).putInt(131072).array();
        WirePeer client = client();
        client.sends(start);
        accepted().receives(start);
        assertThat(sessions.next().blind).containsExactly(Blind.LOST);
    }
}
