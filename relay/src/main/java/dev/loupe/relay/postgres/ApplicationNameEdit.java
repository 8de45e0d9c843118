package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Puts a text behind the {@code application_name} with which a session starts, so that {@code pg_stat_activity} shows where it
 * comes from. What the client calls itself is cut so that both fit into the 63 bytes that PostgreSQL keeps. Replication
 * connections keep their name: {@code synchronous_standby_names} goes by it.
 */
final class ApplicationNameEdit extends HeldEdit {
    private static final String NAME = "application_name";
    private static final int LONGEST_NAME = 63;
    private static final int HEAD = 8;
    private static final int LONGEST_PACKET = 10_004;

    private final String suffix;

    ApplicationNameEdit(ByteBufAllocator allocator, String suffix) {
        super(allocator);
        this.suffix = suffix;
    }

    @Override
    ByteBuf edited(ByteBuf held) {
        int from = held.readerIndex();
        int requests = 0;
        while (true) {
            StartPacket kind = StartPacket.of(held);
            if (kind == StartPacket.SSL_REQUEST || kind == StartPacket.GSSENC_REQUEST) {
                requests += StartPacket.REQUEST_BYTES;
                held.skipBytes(StartPacket.REQUEST_BYTES);
                continue;
            }
            if (kind == StartPacket.INCOMPLETE) {
                return held.retainedSlice(from, requests);
            }
            held.readerIndex(from);
            ByteBuf all = release();
            return kind == StartPacket.STARTUP ? withName(all, from + requests) : all;
        }
    }

    private ByteBuf withName(ByteBuf all, int at) {
        int end = at + all.getInt(at);
        ByteBuf out = allocator().buffer(all.readableBytes() + NAME.length() + LONGEST_NAME + 2);
        out.writeBytes(all, all.readerIndex(), at - all.readerIndex());
        int start = out.writerIndex();
        out.writeBytes(all, at, HEAD);
        if (!parameters(all, at + HEAD, end, out) || out.writerIndex() - start > LONGEST_PACKET) {
            out.release();
            return all;
        }
        out.setInt(start, out.writerIndex() - start);
        out.writeBytes(all, end, all.writerIndex() - end);
        all.release();
        return out;
    }

    /** Copies the pairs with the name changed or added; false if they are none, or are to stay as they are. */
    private boolean parameters(ByteBuf in, int from, int end, ByteBuf out) {
        boolean named = false;
        int at = from;
        while (at < end && in.getByte(at) != 0) {
            int name = in.bytesBefore(at, end - at, (byte) 0);
            int value = name < 0 ? -1 : in.bytesBefore(at + name + 1, end - at - name - 1, (byte) 0);
            if (value < 0) {
                return false;
            }
            String key = in.toString(at, name, US_ASCII);
            int valueAt = at + name + 1;
            if (key.equals("replication") && ReplicationMode.isOn(in.toString(valueAt, value, US_ASCII))) {
                return false;
            }
            out.writeBytes(in, at, name + 1);
            if (key.equals(NAME)) {
                named = true;
                marked(in, valueAt, value, out);
            } else {
                out.writeBytes(in, valueAt, value + 1);
            }
            at = valueAt + value + 1;
        }
        if (at != end - 1) {
            return false;
        }
        if (!named) {
            out.writeCharSequence(NAME, US_ASCII);
            out.writeByte(0);
            marked(in, at, 0, out);
        }
        out.writeByte(0);
        return true;
    }

    private void marked(ByteBuf in, int at, int length, ByteBuf out) {
        int kept = Math.min(length, LONGEST_NAME - suffix.length());
        // Not within a character of UTF-8.
        while (kept > 0 && kept < length && (in.getByte(at + kept) & 0xc0) == 0x80) {
            kept--;
        }
        out.writeBytes(in, at, kept);
        out.writeCharSequence(length == 0 ? suffix.strip() : suffix, US_ASCII);
        out.writeByte(0);
    }
}
