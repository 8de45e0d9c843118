package dev.loupe.bench.decoder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Kinds of AMQP traffic, as the bytes of either side that are decoded at a time: a publish, and its delivery. */
public enum AmqpTraffic implements Portion {
    /** Without properties and body. */
    AMQP_0B(0, false, 100),
    /** Short messages with the properties that most clients set. */
    AMQP_100B(100, true, 100),
    /** The same, of 4 KiB. */
    AMQP_4KB(4_096, true, 20),
    /** One of a megabyte, in frames of 128 KiB. */
    AMQP_1MB(1 << 20, true, 1);

    private static final int FRAME_MAX = 131_072;
    private static final int OVERHEAD = 8;

    private final int times;

    @SuppressWarnings("ImmutableEnumChecker") // told as read-only buffers
    private final byte[] fromClient;

    @SuppressWarnings("ImmutableEnumChecker") // told as read-only buffers
    private final byte[] fromServer;

    AmqpTraffic(int bodyBytes, boolean properties, int times) {
        this.times = times;
        byte[] content = join(header(bodyBytes, properties), bodies(bodyBytes));
        fromClient = repeated(times, join(publish(), content), acked(80));
        fromServer = repeated(times, join(deliver(), content), acked(80));
    }

    ByteBuffer fromClient() {
        return ByteBuffer.wrap(fromClient).asReadOnlyBuffer();
    }

    ByteBuffer fromServer() {
        return ByteBuffer.wrap(fromServer).asReadOnlyBuffer();
    }

    @Override
    public int bytes() {
        return fromClient.length + fromServer.length;
    }

    /** Each of them published, confirmed, delivered and acknowledged. */
    @Override
    public int messages() {
        return times;
    }

    /** What stands before everything else. */
    static byte[] protocolHeader() {
        return new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    }

    private static byte[] publish() {
        return method(40, new byte[2], shortString("orders"), shortString("order.priced"), new byte[1]);
    }

    private static byte[] deliver() {
        return method(
                60,
                shortString("amq.ctag-bench"),
                new byte[8],
                new byte[1],
                shortString("orders"),
                shortString("order.priced"));
    }

    private static byte[] acked(int methodId) {
        return method(methodId, new byte[9]);
    }

    private static byte[] header(long bodyBytes, boolean properties) {
        byte[] fixed = ByteBuffer.allocate(12)
                .putShort((short) 60)
                .putLong(4, bodyBytes)
                .array();
        if (!properties) {
            return frame(2, fixed, new byte[2]);
        }
        byte[] field = join(shortString("x-order-id"), new byte[] {'S'}, int32(5), "10234".getBytes(US_ASCII));
        return frame(
                2,
                fixed,
                new byte[] {(byte) 0xB0, (byte) 0x80},
                shortString("application/json"),
                int32(field.length),
                field,
                new byte[] {2},
                shortString("7b0a4f3e-6d1e-4b8e-9c6e-1f0a2b3c4d5e"));
    }

    private static byte[] bodies(int bodyBytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int left = bodyBytes; left > 0; ) {
            int part = Math.min(left, FRAME_MAX - OVERHEAD);
            all.writeBytes(frame(3, new byte[part]));
            left -= part;
        }
        return all.toByteArray();
    }

    private static byte[] method(int methodId, byte[]... arguments) {
        return frame(1, new byte[] {0, 60, 0, (byte) methodId}, join(arguments));
    }

    private static byte[] frame(int type, byte[]... payload) {
        byte[] content = join(payload);
        return join(new byte[] {(byte) type, 0, 1}, int32(content.length), content, new byte[] {(byte) 0xCE});
    }

    private static byte[] shortString(String text) {
        return join(new byte[] {(byte) text.length()}, text.getBytes(US_ASCII));
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] repeated(int times, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(join(parts));
        }
        return all.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
