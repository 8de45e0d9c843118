package dev.loupe.relay.service.key;

/**
 * Takes out of a JSON text what lies deeper than anything that is looked for, so that the parser need not read it: of a list
 * of positions only its brackets stay. In what is taken out nothing is understood but strings and brackets. Fed run by run.
 */
final class ShallowJson {
    private static final boolean[] COUNTS = new boolean[256];
    private static final int WORD = Long.SIZE;

    static {
        for (char c : "\"[]{}".toCharArray()) {
            COUNTS[c] = true;
        }
    }

    private final int deepest;
    private final int most;
    private final long[] objects;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean sound = true;

    /**
     * A text that begins.
     *
     * @param deepest containers whose content stays, counted from the outermost, which is 1
     * @param most how deep containers may be nested at all
     */
    ShallowJson(int deepest, int most) {
        this.deepest = deepest;
        this.most = most;
        this.objects = new long[most / WORD + 1];
    }

    /** Whether each closing bracket so far had its counterpart, and none was nested too deeply. */
    boolean isSound() {
        return sound;
    }

    /**
     * Copies what stays of a run.
     *
     * @param kept has room for all of it
     * @return how many bytes stay
     */
    int keep(byte[] bytes, int from, int to, byte[] kept) {
        int count = 0;
        int at = from;
        while (at < to && sound) {
            boolean shallow = depth <= deepest;
            int end = pass(bytes, at, to, shallow);
            if (shallow) {
                System.arraycopy(bytes, at, kept, count, end - at);
                count += end - at;
            } else if (depth == deepest) {
                kept[count++] = bytes[end - 1];
            }
            at = end;
        }
        return count;
    }

    /** To the end, or just behind the bracket from which on it is the other way round. */
    private int pass(byte[] bytes, int from, int to, boolean shallow) {
        int at = from;
        while (at < to && sound && depth <= deepest == shallow) {
            at = inString ? inString(bytes, at, to) : between(bytes, at, to);
        }
        return at;
    }

    private int inString(byte[] bytes, int from, int to) {
        int at = from;
        if (escaped) {
            escaped = false;
            at++;
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        if (at == to) {
            return to;
        }
        escaped = bytes[at] == '\\';
        inString = escaped;
        return at + 1;
    }

    private int between(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !COUNTS[bytes[at] & 0xff]) {
            at++;
        }
        if (at == to) {
            return to;
        }
        switch (bytes[at]) {
            case '"' -> inString = true;
            case '{' -> opens(true);
            case '[' -> opens(false);
            case '}' -> closes(true);
            default -> closes(false);
        }
        return at + 1;
    }

    private void opens(boolean object) {
        if (depth == most) {
            sound = false;
            return;
        }
        long bit = 1L << depth;
        objects[depth / WORD] = object ? objects[depth / WORD] | bit : objects[depth / WORD] & ~bit;
        depth++;
    }

    private void closes(boolean object) {
        if (depth == 0 || (objects[(depth - 1) / WORD] >>> (depth - 1) & 1) != (object ? 1 : 0)) {
            sound = false;
            return;
        }
        depth--;
    }
}
