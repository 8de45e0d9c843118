package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/** The shape of a frame: type, channel, size of the payload; the payload; the end octet. */
final class Frame {
    /** Bytes before the payload. */
    static final int HEADER = 7;

    /** Bytes around the payload. */
    static final int OVERHEAD = HEADER + 1;

    /** Where the size stands. */
    static final int SIZE_AT = 3;

    static final int METHOD_TYPE = 1;
    static final int HEADER_TYPE = 2;
    static final int BODY_TYPE = 3;
    static final int HEARTBEAT_TYPE = 8;

    /** The end octet. */
    static final byte END = (byte) 0xCE;

    private Frame() {}

    /** Whether a content header of class {@code basic} stands between these, and fills what is between them. */
    static boolean isWholeHeader(ByteBuf in, int from, int to) {
        return to - from >= OVERHEAD + ContentHeaderReader.FIXED + Short.BYTES
                && in.getByte(from) == HEADER_TYPE
                && in.getInt(from + SIZE_AT) == to - from - OVERHEAD
                && in.getInt(from + HEADER) == Methods.BASIC << 16
                && in.getByte(to - 1) == END;
    }
}
