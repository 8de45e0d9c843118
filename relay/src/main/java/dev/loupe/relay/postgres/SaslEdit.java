package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.loupe.relay.net.Advice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes {@code SCRAM-SHA-256-PLUS} off the list of mechanisms that the server offers (PostgreSQL manual, "SASL
 * Authentication"): it binds the authentication to a TLS connection that ends at the relay, and so it must fail. If it is the
 * only one, it stays. Everything else passes as it is.
 */
final class SaslEdit extends HeldEdit {
    private static final String BOUND = "SCRAM-SHA-256-PLUS";
    private static final int HEADER = 5;
    private static final int KIND_SASL = 10;
    /** A server says no more than a notice or two before it asks for authentication. */
    private static final int MOST_HELD = 64 * 1024;

    private final Advice advice;
    private final boolean twice;

    /** @param twice whether the client speaks TLS too */
    SaslEdit(ByteBufAllocator allocator, Advice advice, boolean twice) {
        super(allocator);
        this.advice = advice;
        this.twice = twice;
    }

    @Override
    ByteBuf edited(ByteBuf held) {
        int at = held.readerIndex();
        while (held.writerIndex() - at >= HEADER) {
            byte type = held.getByte(at);
            long end = at + 1L + held.getInt(at + 1);
            boolean sane = end - at >= HEADER && end - at <= MOST_HELD;
            if (!sane || type == 'E') {
                return release();
            } else if (end > held.writerIndex()) {
                break;
            } else if (type == 'R') {
                return authentication(at, (int) end);
            }
            at = (int) end;
        }
        return held.readRetainedSlice(at - held.readerIndex());
    }

    private ByteBuf authentication(int at, int end) {
        ByteBuf all = release();
        if (end - at < HEADER + Integer.BYTES || all.getInt(at + HEADER) != KIND_SASL) {
            return all;
        }
        List<String> mechanisms = mechanisms(all, at + HEADER + Integer.BYTES, end);
        if (!mechanisms.contains(BOUND)) {
            return all;
        }
        mechanisms.remove(BOUND);
        if (mechanisms.isEmpty()) {
            advice.about(Topic.ONLY_CHANNEL_BINDING);
            return all;
        }
        if (twice) {
            advice.about(Topic.TLS_TWICE);
        }
        ByteBuf out = allocator().buffer(all.readableBytes());
        out.writeBytes(all, all.readerIndex(), at - all.readerIndex());
        write(out, mechanisms);
        out.writeBytes(all, end, all.writerIndex() - end);
        all.release();
        return out;
    }

    /** The list, or an empty one if it is none. */
    private static List<String> mechanisms(ByteBuf in, int from, int end) {
        List<String> mechanisms = new ArrayList<>();
        int at = from;
        while (at < end && in.getByte(at) != 0) {
            int length = in.bytesBefore(at, end - at, (byte) 0);
            if (length < 0) {
                return new ArrayList<>();
            }
            mechanisms.add(in.toString(at, length, US_ASCII));
            at += length + 1;
        }
        return at == end - 1 ? mechanisms : new ArrayList<>();
    }

    private static void write(ByteBuf out, List<String> mechanisms) {
        out.writeByte('R');
        int length = out.writerIndex();
        out.writeInt(0).writeInt(KIND_SASL);
        for (String mechanism : mechanisms) {
            out.writeCharSequence(mechanism, US_ASCII);
            out.writeByte(0);
        }
        out.writeByte(0);
        out.setInt(length, out.writerIndex() - length);
    }
}
