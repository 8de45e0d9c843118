package dev.loupe.relay.http.codec;

/**
 * Cuts a query or a cookie line into its pairs where they stand, without reading them. Empty pieces are passed over.
 */
public final class Pairs {
    private final String text;
    private final char separator;
    private int start;
    private int equals;
    private int end = -1;

    /**
     * Pairs of a text.
     *
     * @param separator what stands between two of them, such as {@code &}
     */
    public Pairs(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** Goes to the next pair; false if there is none. */
    public boolean next() {
        do {
            start = end + 1;
            int at = text.indexOf(separator, start);
            end = at < 0 ? text.length() : at;
        } while (end == start && end < text.length());
        int found = text.indexOf('=', start);
        equals = found < 0 || found > end ? end : found;
        return start < end;
    }

    /** Where the pair starts. */
    public int start() {
        return start;
    }

    /** Where its name ends: at the equals sign, or at the pair's end. */
    public int nameEnd() {
        return equals;
    }

    /** Where its value starts; after {@link #end} if it has no equals sign. */
    public int valueStart() {
        return equals + 1;
    }

    /** Where the pair ends. */
    public int end() {
        return end;
    }

    /** Whether it has an equals sign. */
    public boolean hasValue() {
        return equals < end;
    }
}
