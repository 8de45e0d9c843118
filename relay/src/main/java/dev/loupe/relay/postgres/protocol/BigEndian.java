package dev.loupe.relay.postgres.protocol;

import io.netty.buffer.ByteBuf;

/** Reads one of the protocol's numbers of 2 or 4 bytes as it comes. */
final class BigEndian {
    private int value;
    private int bytes;

    void reset() {
        value = 0;
        bytes = 0;
    }

    /**
     * Reads on.
     *
     * @return the index after the number, or -1 if it has not come as a whole
     */
    int take(int width, ByteBuf in, int from, int to) {
        int at = from;
        while (bytes < width && at < to) {
            value = (value << 8) | in.getUnsignedByte(at++);
            bytes++;
        }
        return bytes == width ? at : -1;
    }

    /** The number, right after it was whole. */
    int value() {
        int whole = value;
        reset();
        return whole;
    }
}
