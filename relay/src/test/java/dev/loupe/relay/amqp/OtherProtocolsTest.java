package dev.loupe.relay.amqp;

import static dev.loupe.relay.amqp.Wire.bytes;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.relay.amqp.ConnectionObserver.Blind;
import dev.loupe.relay.fixture.WirePeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The other protocols of a real broker, and what it says to bytes that are none: the same with and without the relay. */
class OtherProtocolsTest extends RelayTest {
    private static EmbeddedRabbitMq broker;
    private static int mqtt;
    private static int stream;

    @BeforeAll
    static void startBroker() {
        mqtt = freePort();
        stream = freePort();
        broker = EmbeddedRabbitMq.start(
                List.of(
                        "mqtt.listeners.tcp.1 = 127.0.0.1:" + mqtt,
                        "stream.listeners.tcp.1 = 127.0.0.1:" + stream,
                        "handshake_timeout = 3000"),
                List.of("rabbitmq_amqp1_0", "rabbitmq_mqtt", "rabbitmq_stream"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** What the broker answers is as long as expected, and the same through the relay. */
    private void passes(int port, int answer, Blind why, byte[] said) {
        setup.upstreamPort = port;
        byte[] direct;
        try (WirePeer peer = WirePeer.connect(port)) {
            direct = peer.sends(said).bytes(answer);
        }
        try (WirePeer peer = WirePeer.connect(relay().port())) {
            assertThat(peer.sends(said).bytes(answer)).isEqualTo(direct);
        }
        assertThat(connections.next().blind).containsExactly(why);
    }

    @Test
    void mqttConnection_isAccepted() {
        byte[] connect = Wire.all(
                bytes(0x10, 32, 0, 4, 'M', 'Q', 'T', 'T', 4, 0xC2, 0, 60),
                bytes(0, 6),
                "client".getBytes(US_ASCII),
                bytes(0, 5),
                "guest".getBytes(US_ASCII),
                bytes(0, 5),
                "guest".getBytes(US_ASCII));
        setup.upstreamPort = mqtt;
        try (WirePeer peer = WirePeer.connect(relay().port())) {
            peer.sends(connect).receives(bytes(0x20, 2, 0, 0));
        }
        assertThat(connections.next().blind).containsExactly(Blind.OTHER_PROTOCOL);
    }

    @Test
    void amqp10_beginsWithTheSameMechanisms() {
        passes(broker.port(), 60, Blind.OTHER_PROTOCOL, bytes('A', 'M', 'Q', 'P', 3, 1, 0, 0));
    }

    @Test
    void stream_exchangesProperties() {
        // PeerProperties, version 1, correlation 1, no properties.
        byte[] request = bytes(0, 0, 0, 12, 0, 17, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0);
        passes(stream, 100, Blind.OTHER_PROTOCOL, request);
    }

    @Test
    void bytesThatAreNoProtocol_areAnsweredWithTheProtocolHeader() {
        passes(broker.port(), 8, Blind.OTHER_PROTOCOL, bytes('H', 'T', 'T', 'P', '/', '1', '.', '1'));
    }

    @Test
    void badFrame_isAnsweredAsByTheBroker() {
        setup.upstreamPort = broker.port();
        byte[][] said = {
            Wire.frame(7, 0, bytes(1)), Wire.method(0, 99, 1), bytes(1, 0, 0, 0, 0, 0, 1, 0, 1), Wire.header(1, 5)
        };
        for (byte[] frame : said) {
            assertThat(answerTo(relay().port(), frame)).isEqualTo(answerTo(broker.port(), frame));
        }
    }

    /** All that the broker says to a frame that comes in place of the answer to its beginning. */
    private static byte[] answerTo(int port, byte[] frame) {
        try (WirePeer peer = WirePeer.connect(port)) {
            peer.sends(Wire.PROTOCOL_HEADER);
            byte[] head = peer.bytes(7);
            int size = ByteBuffer.wrap(head, 3, 4).getInt();
            peer.bytes(size + 1);
            return peer.sends(frame).rest();
        }
    }
}
