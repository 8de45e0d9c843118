package dev.loupe.relay.postgres.protocol;

import dev.loupe.relay.wire.Recent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Reads one of the protocol's strings, which end in a zero byte, as it comes, and keeps its beginning. */
final class ZeroTerminated {
    private static final byte[] NOTHING = {};
    private static final int FIRST_ROOM = 64;

    private final int max;
    private byte[] kept = NOTHING;
    private int keptBytes;
    private int length;
    private ByteBuf whole;
    private int wholeFrom;

    /**
     * @param max bytes to keep
     */
    ZeroTerminated(int max) {
        this.max = max;
    }

    void reset() {
        kept = NOTHING;
        keptBytes = 0;
        length = 0;
        whole = null;
    }

    /**
     * Reads on.
     *
     * @return the index after the zero byte, or -1 if it has not come
     */
    int take(ByteBuf in, int from, int to) {
        int zero = indexOfZero(in, from, to);
        int end = zero < 0 ? to : zero;
        if (zero >= 0 && length == 0) {
            whole = in;
            wholeFrom = from;
        } else {
            keep(in, from, end);
        }
        length += end - from;
        return zero < 0 ? -1 : zero + 1;
    }

    /** The string as a name, right after it was whole. */
    String name(Recent<String> names) {
        String name = whole != null
                ? names.of(whole, wholeFrom, wholeFrom + Math.min(length, max))
                : names.of(Unpooled.wrappedBuffer(kept), 0, keptBytes);
        reset();
        return name;
    }

    /** The string as a statement's text, right after it was whole. */
    SqlText text(RecentTexts texts) {
        SqlText text;
        if (length > max) {
            text = new SqlText(cut(), length);
        } else if (whole != null) {
            text = texts.of(whole, wholeFrom, wholeFrom + length);
        } else {
            text = texts.of(Unpooled.wrappedBuffer(kept), 0, length);
        }
        reset();
        return text;
    }

    private byte[] cut() {
        if (whole == null) {
            return Arrays.copyOf(kept, keptBytes);
        }
        byte[] beginning = new byte[max];
        whole.getBytes(wholeFrom, beginning);
        return beginning;
    }

    private void keep(ByteBuf in, int from, int to) {
        int more = Math.min(to - from, max - keptBytes);
        if (keptBytes + more > kept.length) {
            int room = Math.max(keptBytes + more, Math.max(FIRST_ROOM, 2 * kept.length));
            kept = Arrays.copyOf(kept, Math.min(room, max));
        }
        in.getBytes(from, kept, keptBytes, more);
        keptBytes += more;
    }

    /** Its index, or -1. */
    static int indexOfZero(ByteBuf in, int from, int to) {
        return from < to ? in.indexOf(from, to, (byte) 0) : -1;
    }
}
