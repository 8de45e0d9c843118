package dev.loupe.relay.postgres.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Makes the protocol's messages, byte by byte as its documentation has them. */
final class Messages {
    private Messages() {}

    static byte[] message(char type, byte[]... parts) {
        byte[] content = bytes(parts);
        return bytes(new byte[] {(byte) type}, int32(content.length + 4), content);
    }

    /** A message whose length says what it likes. */
    static byte[] lying(char type, int length) {
        return bytes(new byte[] {(byte) type}, int32(length));
    }

    /** What has no type: a start-up packet. */
    static byte[] packet(int code, byte[]... parts) {
        byte[] content = bytes(parts);
        return bytes(int32(content.length + 8), int32(code), content);
    }

    static byte[] startup(String... namesAndValues) {
        ByteArrayOutputStream pairs = new ByteArrayOutputStream();
        for (String text : namesAndValues) {
            pairs.writeBytes(string(text));
        }
        return packet(3 << 16, pairs.toByteArray(), new byte[1]);
    }

    static byte[] sslRequest() {
        return packet(80877103);
    }

    static byte[] query(String text) {
        return message('Q', string(text));
    }

    static byte[] parse(String statement, String text, int... types) {
        ByteArrayOutputStream oids = new ByteArrayOutputStream();
        for (int type : types) {
            oids.writeBytes(int32(type));
        }
        return message('P', string(statement), string(text), int16(types.length), oids.toByteArray());
    }

    /** With values in text format; null for NULL. */
    static byte[] bind(String portal, String statement, byte[]... values) {
        return message('B', string(portal), string(statement), int16(0), values(values), int16(0));
    }

    static byte[] values(byte[]... values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(int16(values.length));
        for (byte[] value : values) {
            all.writeBytes(int32(value == null ? -1 : value.length));
            all.writeBytes(value == null ? new byte[0] : value);
        }
        return all.toByteArray();
    }

    static byte[] execute(String portal, int maxRows) {
        return message('E', string(portal), int32(maxRows));
    }

    static byte[] authenticationOk() {
        return message('R', int32(0));
    }

    static byte[] ready(char status) {
        return message('Z', new byte[] {(byte) status});
    }

    static byte[] row(String... values) {
        byte[][] bytes = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = values[i].getBytes(UTF_8);
        }
        return message('D', values(bytes));
    }

    static byte[] complete(String tag) {
        return message('C', string(tag));
    }

    /** Fields such as {@code "SERROR"}. */
    static byte[] fields(char type, String... fields) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String field : fields) {
            all.writeBytes(string(field));
        }
        return message(type, all.toByteArray(), new byte[1]);
    }

    static byte[] string(String text) {
        return bytes(text.getBytes(UTF_8), new byte[1]);
    }

    static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] int16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
