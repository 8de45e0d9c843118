package dev.loupe.relay.service.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes out of a JSON text what lies deeper than anything that is looked for, so that the parser need not read it: of a list
 * of positions only its brackets stay. In what is taken out nothing is understood but strings and brackets. Fed run by run.
 *
 * <p>Every byte of a body passes here, and a branch for each token would cost more than all the rest. So 64 bytes are looked
 * at together where no backslash is among them: which are quotes, which are brackets, and, since each quote turns the one into
 * the other, which lie inside of strings (Langdale and Lemire, "Parsing gigabytes of JSON per second", section 3.1).
 */
final class ShallowJson {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = Long.SIZE;

    private static final long EACH = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f * EACH;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final long OPENING = '{' * EACH;
    private static final long CLOSING = '}' * EACH;

    /** All that tells square brackets from curly ones. */
    private static final int CURLY = 0x20;

    /** Brings the lowest bits of eight bytes together in the highest byte. */
    private static final long GATHER = 0x0102040810204080L;

    private final int deepest;
    private final int most;
    private final long[] objects;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean sound = true;
    private int stays;
    private int count;

    /**
     * A text that begins.
     *
     * @param deepest containers whose content stays, counted from the outermost, which is 1
     * @param most how deep containers may be nested at all
     */
    ShallowJson(int deepest, int most) {
        this.deepest = deepest;
        this.most = most;
        this.objects = new long[most / Long.SIZE + 1];
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
        count = 0;
        stays = depth <= deepest ? from : to;
        int at = from;
        while (at < to && sound) {
            int end = Math.min(to, at + BLOCK);
            boolean together = end - at == BLOCK && !escaped && !hasBackslash(bytes, at);
            at = together ? block(bytes, at, to, kept) : singly(bytes, at, end, to, kept);
        }
        if (stays < to) {
            copy(bytes, at, kept);
        }
        return count;
    }

    private static boolean hasBackslash(byte[] bytes, int at) {
        long found = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            found |= equal((long) WORDS.get(bytes, at + i), BACKSLASHES);
        }
        return found != 0;
    }

    private int block(byte[] bytes, int at, int to, byte[] kept) {
        long quotes = 0;
        long brackets = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at + i);
            long curly = word | CURLY * EACH;
            quotes |= gathered(equal(word, QUOTES)) << i;
            brackets |= gathered(equal(curly, OPENING) | equal(curly, CLOSING)) << i;
        }
        long inside = fromEachToTheNext(quotes) ^ (inString ? -1L : 0);
        for (long left = brackets & ~inside; left != 0; left &= left - 1) {
            int bracket = at + Long.numberOfTrailingZeros(left);
            bracket(bytes, bracket, to, kept);
            if (!sound) {
                return bracket + 1;
            }
        }
        inString = inside < 0;
        return at + BLOCK;
    }

    /** The highest bit of each byte that is the same in both, and no other bit. */
    private static long equal(long word, long other) {
        long difference = word ^ other;
        return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
    }

    private static long gathered(long highestBits) {
        return ((highestBits >>> 7) * GATHER) >>> 56;
    }

    /** Sets all bits from each odd one that is set to the next one that is set, that one excluded. */
    private static long fromEachToTheNext(long bits) {
        long sum = bits;
        for (int shift = 1; shift < Long.SIZE; shift *= 2) {
            sum ^= sum << shift;
        }
        return sum;
    }

    private int singly(byte[] bytes, int from, int end, int to, byte[] kept) {
        for (int at = from; at < end; at++) {
            byte b = bytes[at];
            if (escaped) {
                escaped = false;
            } else if (inString) {
                escaped = b == '\\';
                inString = b != '"';
            } else if (b == '"') {
                inString = true;
            } else if ((b | CURLY) == '{' || (b | CURLY) == '}') {
                bracket(bytes, at, to, kept);
                if (!sound) {
                    return at + 1;
                }
            }
        }
        return end;
    }

    private void bracket(byte[] bytes, int at, int to, byte[] kept) {
        boolean object = (bytes[at] & CURLY) != 0;
        if ((bytes[at] | CURLY) == '{') {
            opens(object);
            if (sound && depth == deepest + 1) {
                copy(bytes, at + 1, kept);
                stays = to;
            }
        } else {
            closes(object);
            if (sound && depth == deepest && stays == to) {
                stays = at;
            }
        }
    }

    private void copy(byte[] bytes, int end, byte[] kept) {
        System.arraycopy(bytes, stays, kept, count, end - stays);
        count += end - stays;
    }

    private void opens(boolean object) {
        if (depth == most) {
            sound = false;
            return;
        }
        long bit = 1L << depth;
        objects[depth / Long.SIZE] = object ? objects[depth / Long.SIZE] | bit : objects[depth / Long.SIZE] & ~bit;
        depth++;
    }

    private void closes(boolean object) {
        if (depth == 0 || (objects[(depth - 1) / Long.SIZE] >>> (depth - 1) & 1) != (object ? 1 : 0)) {
            sound = false;
            return;
        }
        depth--;
    }
}
