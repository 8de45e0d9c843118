package dev.loupe.bench.sink;

import java.nio.ByteBuffer;

/**
 * Counts the spans in an OTLP export request by skipping through the protobuf encoding: {@code resource_spans} (1),
 * {@code scope_spans} (2), {@code spans} (2), as in opentelemetry/proto/collector/trace/v1. Nothing is decoded.
 */
final class SpanCount {

    private static final int[] PATH = {1, 2, 2};

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private SpanCount() {}

    /** The number of spans; fails with an {@link IllegalArgumentException} on bytes that are not such a message. */
    static int of(ByteBuffer message) {
        try {
            return count(message, 0);
        } catch (java.nio.BufferUnderflowException cut) {
            throw new IllegalArgumentException("the message is cut short", cut);
        }
    }

    private static int count(ByteBuffer message, int depth) {
        if (depth == PATH.length) {
            return 1;
        }
        int spans = 0;
        while (message.hasRemaining()) {
            long tag = varint(message);
            switch ((int) (tag & 7)) {
                case VARINT -> varint(message);
                case FIXED64 -> message.getLong();
                case FIXED32 -> message.getInt();
                case LENGTH_DELIMITED -> {
                    long length = varint(message);
                    if (length < 0 || length > message.remaining()) {
                        throw new IllegalArgumentException("a field is longer than its message");
                    }
                    ByteBuffer field = message.slice(message.position(), (int) length);
                    message.position(message.position() + (int) length);
                    if (tag >>> 3 == PATH[depth]) {
                        spans += count(field, depth + 1);
                    }
                }
                default -> throw new IllegalArgumentException("unknown wire type in tag " + tag);
            }
        }
        return spans;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is longer than 64 bits");
    }
}
