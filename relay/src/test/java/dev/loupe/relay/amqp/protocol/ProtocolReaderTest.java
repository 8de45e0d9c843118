package dev.loupe.relay.amqp.protocol;

import static dev.loupe.relay.amqp.protocol.Wire.bytes;
import static dev.loupe.relay.amqp.protocol.Wire.int16;
import static dev.loupe.relay.amqp.protocol.Wire.int32;
import static dev.loupe.relay.amqp.protocol.Wire.octets;
import static dev.loupe.relay.amqp.protocol.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ProtocolReaderTest {
    @Test
    void amqpHeaders_areToldByTheirVersion() {
        is(Protocol.AMQP_0_9_1, amqp(0, 0, 9, 1));
        is(Protocol.AMQP_1_0, amqp(0, 1, 0, 0));
        is(Protocol.AMQP_1_0, amqp(2, 1, 0, 0));
        is(Protocol.AMQP_1_0, amqp(3, 1, 0, 0));
        is(Protocol.AMQP_OTHER, amqp(1, 1, 0, 9));
        is(Protocol.AMQP_OTHER, amqp(1, 1, 8, 0));
        is(Protocol.AMQP_OTHER, amqp(0, 0, 9, 0));
    }

    @Test
    void mqtt_isToldByItsConnect() {
        is(Protocol.MQTT, bytes(octets(0x10, 20), int16(4), text("MQTT"), octets(4)));
        is(Protocol.MQTT, bytes(octets(0x10, 20), int16(6), text("MQIsdp"), octets(3)));
        is(Protocol.MQTT, bytes(octets(0x10, 0x80, 0x80, 0x80, 1), int16(4), text("MQTT"), octets(5)));
        is(Protocol.UNKNOWN, bytes(octets(0x10, 0x80, 0x80, 0x80, 0x80, 1), int16(4), text("MQTT")));
        is(Protocol.UNKNOWN, bytes(octets(0x10, 20), int16(4), text("TTQM")));
    }

    @Test
    void streams_areToldByTheirFirstRequest() {
        is(Protocol.STREAM, bytes(int32(300), int16(17), int16(1), int32(1)));
        is(Protocol.UNKNOWN, bytes(int32(300), int16(18), int16(1), int32(1)));
    }

    @Test
    void tls_isToldByItsRecord() {
        is(Protocol.TLS, octets(0x16, 3, 1, 0, 200));
        is(Protocol.UNKNOWN, octets(0x16, 4));
    }

    @Test
    void whatIsNoneOfThese_isToldAtOnce() {
        is(Protocol.UNKNOWN, text("GET / HTTP/1.1"));
        is(Protocol.UNKNOWN, text("ACME"));
    }

    @Test
    void clientsHeader_isToldAndTrackIsLostUnlessItIsAmqp091() {
        new Conversation(DecoderSettings.defaults())
                .client(amqp(0, 0, 9, 1), Wire.heartbeat())
                .says("> ProtocolHeader[protocol=AMQP_0_9_1]", "> Heartbeat[]");
        new Conversation(DecoderSettings.defaults())
                .client(amqp(0, 1, 0, 0), Wire.heartbeat())
                .says("> ProtocolHeader[protocol=AMQP_1_0]", "> Lost[why=OTHER_PROTOCOL]");
        new Conversation(DecoderSettings.defaults())
                .client(octets(0x16, 3, 1))
                .says("> ProtocolHeader[protocol=TLS]", "> Lost[why=OTHER_PROTOCOL]");
    }

    private static byte[] amqp(int... rest) {
        return bytes(text("AMQP"), octets(rest));
    }

    /** Told as it is however much more comes, and told as nothing else before. */
    private static void is(Protocol protocol, byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes(octets(9), bytes, octets(9)));
        for (int length = 1; length <= bytes.length; length++) {
            assertThat(ProtocolReader.protocol(in, 1, 1 + length)).isIn(null, protocol);
        }
        assertThat(ProtocolReader.protocol(in, 1, 1 + bytes.length)).isEqualTo(protocol);
    }
}
