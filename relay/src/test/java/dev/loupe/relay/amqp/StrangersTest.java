package dev.loupe.relay.amqp;

import static dev.loupe.relay.amqp.Wire.body;
import static dev.loupe.relay.amqp.Wire.bytes;
import static dev.loupe.relay.amqp.Wire.frame;
import static dev.loupe.relay.amqp.Wire.header;
import static dev.loupe.relay.amqp.Wire.method;
import static dev.loupe.relay.amqp.Wire.publish;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.amqp.ConnectionObserver.Blind;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.fixture.WirePeer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Peers that do not speak AMQP 0-9-1, or badly: their bytes pass, and nothing is observed or changed from there on. */
class StrangersTest extends ScriptedTest {
    private static final byte[] AFTER = Wire.message(1, "e", "k", "after");

    /** The client says something that goes to the broker as it is, and so does everything behind it. */
    private void goesBlind(byte[]... said) {
        EverythingEdited everything = new EverythingEdited();
        connections.edits =
                (message, room) -> message.exchange().equals("raw") ? MessageEdit.NONE : everything.edit(message, room);
        Pair pair = open();
        RecordedConnections.Recorded told = connections.next();
        pair.says(said);
        pair.says(AFTER);
        pair.answers(Wire.returned(1, "e", "k"), header(1, 0), frame(77, 9, bytes(1)));
        await().until(() -> told.blind.equals(List.of(Blind.LOST)));
        assertThat(told.publishedBodies).doesNotContain("after");
        assertThat(told.returned).isEmpty();
    }

    private void isRelayed(byte[] said, byte[] answered, Blind why) {
        WirePeer client = client();
        client.sends(said);
        WirePeer broker = accepted().receives(said);
        broker.sends(answered);
        client.receives(answered).sends(AFTER);
        broker.receives(AFTER);
        assertThat(connections.next().blind).containsExactly(why);
    }

    @Test
    void httpClient_isRelayed() {
        isRelayed(
                "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII),
                bytes('A', 'M', 'Q', 'P', 0, 0, 9, 1),
                Blind.OTHER_PROTOCOL);
    }

    @Test
    void mqttClient_isRelayed() {
        byte[] connect = bytes(0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 0);
        isRelayed(connect, bytes(0x20, 2, 0, 0), Blind.OTHER_PROTOCOL);
    }

    @Test
    void amqp10Client_isRelayed() {
        isRelayed(bytes('A', 'M', 'Q', 'P', 3, 1, 0, 0), bytes('A', 'M', 'Q', 'P', 3, 1, 0, 0), Blind.OTHER_PROTOCOL);
    }

    @Test
    void streamClient_isRelayed() {
        byte[] peerProperties = bytes(0, 0, 0, 12, 0, 17, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0);
        isRelayed(peerProperties, peerProperties, Blind.OTHER_PROTOCOL);
    }

    @Test
    void tlsClient_isRelayedAsEncrypted() {
        byte[] hello = new byte[300];
        new Random(1).nextBytes(hello);
        System.arraycopy(bytes(0x16, 3, 1, 1, 0x27, 1), 0, hello, 0, 6);
        isRelayed(hello, hello, Blind.ENCRYPTED);
    }

    @Test
    void olderProtocolHeader_isRelayedWithTheAnswer() {
        byte[] old = bytes('A', 'M', 'Q', 'P', 1, 1, 8, 0);
        WirePeer client = client();
        client.sends(old);
        WirePeer broker = accepted().receives(old);
        broker.sends(Wire.PROTOCOL_HEADER).close();
        client.receives(Wire.PROTOCOL_HEADER).ends();
    }

    @Test
    void randomBytes_areRelayed() {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        isRelayed(noise, noise, Blind.OTHER_PROTOCOL);
    }

    @Test
    void brokerThatIsNone_isRelayed() {
        byte[] banner = "SSH-2.0-OpenSSH\r\n".getBytes(US_ASCII);
        WirePeer client = client();
        client.sends(Wire.PROTOCOL_HEADER);
        accepted().receives(Wire.PROTOCOL_HEADER).sends(banner);
        client.receives(banner);
        assertThat(connections.next().blind).containsExactly(Blind.OTHER_PROTOCOL);
    }

    @Test
    void truncatedHeader_isPassedOnWithItsEnd() {
        byte[] part = bytes('A', 'M', 'Q');
        WirePeer client = client();
        client.sends(part).finishesSending();
        WirePeer broker = accepted().receives(part);
        broker.ends();
        broker.close();
        client.ends();
    }

    @Test
    void frameOfAnUnknownType_isRelayed() {
        goesBlind(frame(7, 1, bytes(1, 2, 3)));
    }

    @Test
    void frameThatLiesAboutItsSize_isRelayed() {
        goesBlind(bytes(1, 0, 1, 0x7f, 0xff, 0xff, 0xff), new byte[100]);
    }

    @Test
    void negativeSize_isRelayed() {
        goesBlind(bytes(3, 0, 1, 0xff, 0xff, 0xff, 0xff));
    }

    @Test
    void badFrameEnd_isRelayed() {
        byte[] frame = publish(1, "e", "k", false);
        frame[frame.length - 1] = 0;
        goesBlind(frame);
    }

    @Test
    void methodOfAnUnknownClass_isRelayed() {
        goesBlind(method(1, 77, 10, bytes(1)));
    }

    @Test
    void contentWithoutAMethod_isRelayed() {
        goesBlind(header(1, 10), body(1, new byte[10]));
    }

    @Test
    void bodyThatIsLongerThanSaid_isRelayed() {
        goesBlind(publish(1, "raw", "k", false), header(1, 2), body(1, new byte[3]));
    }

    @Test
    void argumentsThatEndEarly_areRelayed() {
        goesBlind(method(1, 60, 40, bytes(0, 0, 200, 'e')), AFTER);
    }
}
