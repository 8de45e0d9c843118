package dev.loupe.bench.sink;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The fields of one protobuf message that have a length (bytes, text and messages) or 64 bits. All others are skipped. */
final class Fields {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private Fields() {}

    /** Is told a field's number and its content, which is valid during the call. */
    @FunctionalInterface
    interface Each {
        void field(int number, ByteBuffer content);
    }

    /** Reads a message to its end; fails with an {@link IllegalArgumentException} on bytes that are no such thing. */
    static void of(ByteBuffer message, Each each) {
        try {
            while (message.hasRemaining()) {
                next(message, each);
            }
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("the message is cut short", cut);
        }
    }

    private static void next(ByteBuffer message, Each each) {
        long tag = varint(message);
        switch ((int) (tag & 7)) {
            case VARINT -> varint(message);
            case FIXED64 -> {
                each.field((int) (tag >>> 3), message.slice(message.position(), Long.BYTES));
                message.getLong();
            }
            case FIXED32 -> message.getInt();
            case LENGTH_DELIMITED -> {
                long length = varint(message);
                if (length < 0 || length > message.remaining()) {
                    throw new IllegalArgumentException("a field is longer than its message");
                }
                ByteBuffer content = message.slice(message.position(), (int) length);
                message.position(message.position() + (int) length);
                each.field((int) (tag >>> 3), content);
            }
            default -> throw new IllegalArgumentException("unknown wire type in tag " + tag);
        }
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
