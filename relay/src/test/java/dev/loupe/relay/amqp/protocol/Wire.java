package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Makes frames, byte by byte as the specification and RabbitMQ's errata have them. */
final class Wire {
    static final int END = 0xCE;

    private Wire() {}

    static byte[] protocolHeader() {
        return bytes(text("AMQP"), octets(0, 0, 9, 1));
    }

    static byte[] frame(int type, int channel, byte[]... payload) {
        byte[] content = bytes(payload);
        return bytes(octets(type), int16(channel), int32(content.length), content, octets(END));
    }

    static byte[] method(int channel, int classId, int methodId, byte[]... arguments) {
        return frame(1, channel, int16(classId), int16(methodId), bytes(arguments));
    }

    /** A content header: flags and properties as they are given. */
    static byte[] header(int channel, long bodySize, int flags, byte[]... properties) {
        return frame(2, channel, int16(60), int16(0), int64(bodySize), int16(flags), bytes(properties));
    }

    static byte[] body(int channel, String text) {
        return frame(3, channel, text(text));
    }

    static byte[] heartbeat() {
        return frame(8, 0);
    }

    static byte[] tuneOk(int frameMax) {
        return method(0, 10, 31, int16(2047), int32(frameMax), int16(60));
    }

    static byte[] tune(int frameMax) {
        return method(0, 10, 30, int16(2047), int32(frameMax), int16(60));
    }

    static byte[] publish(int channel, String exchange, String routingKey) {
        return publish(channel, exchange, routingKey, 0);
    }

    static byte[] publish(int channel, String exchange, String routingKey, int bits) {
        return method(channel, 60, 40, int16(0), shortString(exchange), shortString(routingKey), octets(bits));
    }

    static byte[] deliver(int channel, String tag, long deliveryTag, String exchange, String routingKey) {
        return method(
                channel,
                60,
                60,
                shortString(tag),
                int64(deliveryTag),
                octets(0),
                shortString(exchange),
                shortString(routingKey));
    }

    static byte[] shortString(String text) {
        byte[] content = text(text);
        return bytes(octets(content.length), content);
    }

    static byte[] longString(String text) {
        byte[] content = text(text);
        return bytes(int32(content.length), content);
    }

    /** Of fields, with the length in front. */
    static byte[] table(byte[]... fields) {
        byte[] content = bytes(fields);
        return bytes(int32(content.length), content);
    }

    static byte[] field(String name, char type, byte[]... value) {
        return bytes(shortString(name), element(type, value));
    }

    static byte[] field(String name, String text) {
        return field(name, 'S', longString(text));
    }

    /** A field without its name, as in an array. */
    static byte[] element(char type, byte[]... value) {
        return bytes(octets(type), bytes(value));
    }

    static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] octets(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }

    static byte[] int16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] int64(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
