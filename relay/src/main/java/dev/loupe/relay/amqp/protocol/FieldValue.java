package dev.loupe.relay.amqp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The values of field tables by their types, as RabbitMQ writes them, which differ from those of the specification (<a
 * href="https://www.rabbitmq.com/amqp-0-9-1-errata">its errata</a>, section 3).
 */
final class FieldValue {
    private static final int LONGEST_TEXT = 1024;

    private FieldValue() {}

    /** Where the value ends that begins there; -1 if its type is not known, or if it would end behind {@code to}. */
    static int end(ByteBuf in, byte type, int from, int to) {
        long length =
                switch (type) {
                    case 'V' -> 0;
                    case 't', 'b', 'B' -> 1;
                    case 's', 'u' -> 2;
                    case 'I', 'i', 'f' -> 4;
                    case 'D' -> 5;
                    case 'l', 'L', 'd', 'T' -> 8;
                    case 'S', 'x', 'F', 'A' ->
                        to - from < Integer.BYTES ? Long.MAX_VALUE : Integer.BYTES + in.getUnsignedInt(from);
                    default -> Long.MAX_VALUE;
                };
        return length > to - from ? -1 : from + (int) length;
    }

    static boolean isInteger(byte type) {
        return switch (type) {
            case 'b', 'B', 's', 'u', 'I', 'i', 'l', 'L', 'T' -> true;
            default -> false;
        };
    }

    /** An integer; 0 if it is none. */
    static long integer(ByteBuf in, byte type, int from) {
        return switch (type) {
            case 'b' -> in.getByte(from);
            case 'B' -> in.getUnsignedByte(from);
            case 's' -> in.getShort(from);
            case 'u' -> in.getUnsignedShort(from);
            case 'I' -> in.getInt(from);
            case 'i' -> in.getUnsignedInt(from);
            case 'l', 'L', 'T' -> in.getLong(from);
            default -> 0;
        };
    }

    /** A text, or a number or boolean as text; null for what is neither, and for texts of more than 1,024 bytes. */
    static String text(ByteBuf in, byte type, int from, int to) {
        return switch (type) {
            case 'S' -> shortEnough(in, from + Integer.BYTES, to);
            case 't' -> Boolean.toString(in.getByte(from) != 0);
            case 'f' -> Float.toString(in.getFloat(from));
            case 'd' -> Double.toString(in.getDouble(from));
            case 'D' ->
                new BigDecimal(BigInteger.valueOf(in.getUnsignedInt(from + 1)), in.getUnsignedByte(from))
                        .toPlainString();
            case 'b', 'B', 's', 'u', 'I', 'i', 'l', 'L', 'T' -> Long.toString(integer(in, type, from));
            default -> null;
        };
    }

    private static String shortEnough(ByteBuf in, int from, int to) {
        int length = to - from;
        return length <= LONGEST_TEXT ? in.toString(from, length, UTF_8) : null;
    }
}
