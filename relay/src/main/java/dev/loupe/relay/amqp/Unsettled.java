package dev.loupe.relay.amqp;

/**
 * Which of the messages of a channel, numbered from 1 in order, are not settled yet: a bit for each from the oldest of them on.
 * Where the oldest is too far back, nothing is said to be settled any more.
 */
final class Unsettled {
    private static final int MOST_WORDS = 1 << 14;

    private long[] words = new long[1];
    /** The word of the oldest bit, by its number. */
    private long first;

    private long last;
    private int open;
    private boolean lost;

    /** The message with that number is on its way; numbers only grow. */
    void begin(long number) {
        last = number;
        if (open == 0) {
            first = number >>> 6;
        }
        long word = number >>> 6;
        if (word - first >= words.length && !grow(word)) {
            lost = true;
            return;
        }
        words[index(word)] |= 1L << number;
        open++;
    }

    private boolean grow(long word) {
        while (first < word && words[index(first)] == 0) {
            first++;
        }
        int length = words.length;
        while (word - first >= length) {
            length *= 2;
        }
        if (length > MOST_WORDS) {
            return false;
        }
        if (length > words.length) {
            long[] larger = new long[length];
            for (long w = first; w < first + words.length; w++) {
                larger[(int) (w & (length - 1))] = words[index(w)];
            }
            words = larger;
        }
        return true;
    }

    private int index(long word) {
        return (int) (word & (words.length - 1));
    }

    /** That one is settled; or, with multiple, all up to it, and all if it is 0. */
    void settle(long number, boolean multiple) {
        if (multiple) {
            settleUpTo(number == 0 ? last : Math.min(number, last));
        } else if (open > 0 && number <= last && number >>> 6 >= first) {
            int index = index(number >>> 6);
            long bit = 1L << number;
            if (number >>> 6 < first + words.length && (words[index] & bit) != 0) {
                words[index] &= ~bit;
                open--;
            }
        }
    }

    private void settleUpTo(long number) {
        if (open == 0 || number < 0) {
            return;
        }
        long end = Math.min(number >>> 6, first + words.length - 1);
        for (long word = first; word <= end && open > 0; word++) {
            long mask = word < number >>> 6 ? -1L : -1L >>> (63 - (number & 63));
            int index = index(word);
            open -= Long.bitCount(words[index] & mask);
            words[index] &= ~mask;
        }
    }

    /** All are settled, or void. */
    void clear() {
        settleUpTo(Long.MAX_VALUE);
        lost = false;
    }

    /** Whether none is left. */
    boolean isEmpty() {
        return open == 0 && !lost;
    }
}
