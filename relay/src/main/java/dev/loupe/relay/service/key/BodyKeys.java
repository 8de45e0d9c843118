package dev.loupe.relay.service.key;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/** Looks for business keys in the first 64 KiB of one body, run by run. Not thread-safe; never throws. */
public final class BodyKeys {
    /** More of a body is not looked at. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Readers are given so many bytes at once, at most. */
    static final int RUN = 8 * 1024;

    /** The parsers are done with a run when they return from it, so all of a thread's bodies share one. */
    private static final FastThreadLocal<byte[]> BYTES = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[RUN];
        }
    };

    private final BodyReader reader;
    private int left = MOST_BYTES;

    BodyKeys(BodyReader reader) {
        this.reader = reader;
    }

    /** Whether more of the body can say more. */
    public boolean isHungry() {
        return left > 0 && reader.isHungry();
    }

    /** Looks at a run of the body, from its reader index, without changing its indexes. */
    public void read(ByteBuf content) {
        int at = content.readerIndex();
        int end = content.writerIndex();
        byte[] bytes = BYTES.get();
        while (at < end && isHungry()) {
            int count = Math.min(Math.min(end - at, RUN), left);
            content.getBytes(at, bytes, 0, count);
            reader.read(bytes, 0, count);
            at += count;
            left -= count;
        }
        if (left == 0) {
            reader.end(false);
        }
    }

    /**
     * The body is over.
     *
     * @param whole whether its last byte has come
     */
    public void end(boolean whole) {
        if (left > 0) {
            reader.end(whole);
        }
        left = 0;
    }
}
