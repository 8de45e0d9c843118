package dev.loupe.relay.postgres.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A statement's text as it came, cut off where it is longer than {@link DecoderLimits#maxText}. Two are equal if what was
 * kept of them and their whole lengths are: a hot statement is looked up without becoming a string. Immutable, and full of
 * literals: it must never be told.
 */
public final class SqlText {
    private final byte[] kept;
    private final int length;
    private final int hash;

    /**
     * @param kept is not copied, and must not be changed
     * @param length bytes of the whole text, at least as many as are kept
     */
    public SqlText(byte[] kept, int length) {
        this.kept = kept;
        this.length = length;
        this.hash = 31 * Arrays.hashCode(kept) + length;
    }

    /** A whole text. */
    public static SqlText of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new SqlText(bytes, bytes.length);
    }

    /** Whether those bytes are the whole of this text. */
    boolean is(ByteBuf in, int from, int to) {
        int bytes = to - from;
        if (bytes != length || bytes != kept.length) {
            return false;
        }
        for (int i = 0; i < bytes; i++) {
            if (kept[i] != in.getByte(from + i)) {
                return false;
            }
        }
        return true;
    }

    /** What was kept, as UTF-8; other bytes become U+FFFD. */
    public String text() {
        return new String(kept, UTF_8);
    }

    /** Bytes of the whole text. */
    public int length() {
        return length;
    }

    /** Whether a part of it was not kept. */
    public boolean isCut() {
        return kept.length < length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlText text
                && text.hash == hash
                && text.length == length
                && Arrays.equals(text.kept, kept);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Tells the length only. */
    @Override
    public String toString() {
        return "SqlText[" + length + ']';
    }
}
