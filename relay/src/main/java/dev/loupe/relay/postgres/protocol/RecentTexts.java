package dev.loupe.relay.postgres.protocol;

import io.netty.buffer.ByteBuf;

/** The last few short statements of a session: those that it repeats are neither copied nor hashed again. */
final class RecentTexts {
    private static final int PLACES = 8;
    private static final int LONGEST = 1024;

    private final SqlText[] recent = new SqlText[PLACES];

    /** A text that is whole within the buffer, and not to be cut. */
    SqlText of(ByteBuf in, int from, int to) {
        int length = to - from;
        int place = place(in, from, length);
        SqlText before = length <= LONGEST ? recent[place] : null;
        if (before != null && before.is(in, from, to)) {
            return before;
        }
        byte[] kept = new byte[length];
        in.getBytes(from, kept);
        SqlText text = new SqlText(kept, length);
        if (length <= LONGEST) {
            recent[place] = text;
        }
        return text;
    }

    private static int place(ByteBuf in, int from, int length) {
        if (length == 0) {
            return 0;
        }
        int last = in.getByte(from + length - 1);
        int middle = in.getByte(from + length / 2);
        return (length + 3 * last + 5 * middle) & (PLACES - 1);
    }
}
