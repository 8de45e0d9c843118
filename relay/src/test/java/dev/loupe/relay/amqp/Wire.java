package dev.loupe.relay.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Frames of AMQP 0-9-1. */
final class Wire {
    static final byte[] PROTOCOL_HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    static final byte[] START = method(0, 10, 10, bytes(0, 9), bytes(0, 0, 0, 0), longText("PLAIN"), longText("en_US"));
    static final byte[] START_OK =
            method(0, 10, 11, bytes(0, 0, 0, 0), text("PLAIN"), longText("\0guest\0guest"), text("en_US"));
    static final byte[] TUNE = method(0, 10, 30, bytes(0, 0), bytes(0, 2, 0, 0), bytes(0, 0));
    static final byte[] TUNE_OK = method(0, 10, 31, bytes(0, 0), bytes(0, 2, 0, 0), bytes(0, 0));
    static final byte[] OPEN = method(0, 10, 40, text("/"), bytes(0, 0));
    static final byte[] OPEN_OK = method(0, 10, 41, bytes(0));
    static final byte[] CLOSE = method(0, 10, 50, bytes(0, 200), text("bye"), bytes(0, 0, 0, 0));
    static final byte[] CLOSE_OK = method(0, 10, 51);
    static final byte[] HEARTBEAT = frame(8, 0, new byte[0]);

    private Wire() {}

    static byte[] frame(int type, int channel, byte[] payload) {
        return ByteBuffer.allocate(payload.length + 8)
                .put((byte) type)
                .putShort((short) channel)
                .putInt(payload.length)
                .put(payload)
                .put((byte) 0xCE)
                .array();
    }

    static byte[] method(int channel, int classId, int methodId, byte[]... arguments) {
        byte[] ids = ByteBuffer.allocate(4)
                .putShort((short) classId)
                .putShort((short) methodId)
                .array();
        return frame(1, channel, all(ids, all(arguments)));
    }

    static byte[] all(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return all(bytes(bytes.length), bytes);
    }

    static byte[] longText(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return all(ByteBuffer.allocate(4).putInt(bytes.length).array(), bytes);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    static byte[] channelOpen(int channel) {
        return method(channel, 20, 10, bytes(0));
    }

    static byte[] channelOpenOk(int channel) {
        return method(channel, 20, 11, bytes(0, 0, 0, 0));
    }

    static byte[] confirmSelect(int channel) {
        return method(channel, 85, 10, bytes(0));
    }

    static byte[] confirmSelectOk(int channel) {
        return method(channel, 85, 11);
    }

    static byte[] txSelect(int channel) {
        return method(channel, 90, 10);
    }

    static byte[] txSelectOk(int channel) {
        return method(channel, 90, 11);
    }

    static byte[] txCommit(int channel) {
        return method(channel, 90, 20);
    }

    static byte[] txCommitOk(int channel) {
        return method(channel, 90, 21);
    }

    static byte[] ack(int channel, long tag, boolean multiple) {
        return method(channel, 60, 80, number(tag), bytes(multiple ? 1 : 0));
    }

    static byte[] publish(int channel, String exchange, String routingKey, boolean mandatory) {
        return method(channel, 60, 40, bytes(0, 0), text(exchange), text(routingKey), bytes(mandatory ? 1 : 0));
    }

    /** A content header without any property. */
    static byte[] header(int channel, long size) {
        return frame(2, channel, all(bytes(0, 60, 0, 0), number(size), bytes(0, 0)));
    }

    /** A content header with a table of headers, whose entries are given as bytes, and nothing else. */
    static byte[] headerWith(int channel, long size, byte[] entries) {
        byte[] table = all(ByteBuffer.allocate(4).putInt(entries.length).array(), entries);
        return frame(2, channel, all(bytes(0, 60, 0, 0), number(size), bytes(0x20, 0), table));
    }

    static byte[] body(int channel, byte[] payload) {
        return frame(3, channel, payload);
    }

    /** A message without properties, in one body frame. */
    static byte[] message(int channel, String exchange, String routingKey, String body) {
        byte[] payload = body.getBytes(UTF_8);
        return all(
                publish(channel, exchange, routingKey, false),
                header(channel, payload.length),
                payload.length == 0 ? payload : body(channel, payload));
    }

    static byte[] returned(int channel, String exchange, String routingKey) {
        return method(channel, 60, 50, bytes(1, 56), text("NO_ROUTE"), text(exchange), text(routingKey));
    }

    static byte[] deliver(int channel, String consumerTag, long tag) {
        return method(channel, 60, 60, text(consumerTag), number(tag), bytes(0), text("e"), text("k"));
    }

    static byte[] consume(int channel, String consumerTag, boolean noAck) {
        return method(
                channel, 60, 20, bytes(0, 0), text("q"), text(consumerTag), bytes(noAck ? 2 : 0), bytes(0, 0, 0, 0));
    }

    static byte[] consumeOk(int channel, String consumerTag) {
        return method(channel, 60, 21, text(consumerTag));
    }
}
