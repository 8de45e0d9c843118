package dev.loupe.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;

/**
 * What was made of short texts that come again and again, so that the next time nothing is allocated. Holds a fixed number of
 * them; a text that shares another's place takes it. Not thread-safe.
 */
public final class Recent<T> {
    private static final int LONGEST = 64;

    private final String[] texts;
    private final Object[] made;
    private final Function<String, T> maker;
    private final T empty;

    /**
     * One that holds nothing yet.
     *
     * @param places how many it holds; a power of two
     */
    public Recent(int places, Function<String, T> maker) {
        this.texts = new String[places];
        this.made = new Object[places];
        this.maker = maker;
        this.empty = maker.apply("");
    }

    /** What was made of the text of these bytes, which are UTF-8. */
    public T of(ByteBuf in, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return empty;
        }
        if (length > LONGEST) {
            return maker.apply(in.toString(from, length, UTF_8));
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + in.getByte(i);
        }
        int place = (hash ^ (hash >>> 7)) & (texts.length - 1);
        if (!isThere(place, in, from, length)) {
            String text = in.toString(from, length, UTF_8);
            texts[place] = text;
            made[place] = maker.apply(text);
        }
        @SuppressWarnings("unchecked")
        T found = (T) made[place];
        return found;
    }

    private boolean isThere(int place, ByteBuf in, int from, int length) {
        String text = texts[place];
        if (text == null || text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            // A byte of more than 7 bits is no char of its own, and is negative: it never fits.
            if (text.charAt(i) != in.getByte(from + i)) {
                return false;
            }
        }
        return true;
    }
}
