package dev.loupe.relay.amqp.fate;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the memory: a table whose chains run through the messages themselves, and a list of them in the order in which
 * something happened to them last. Everything here is done by whoever holds its lock, which is itself.
 */
final class Stripe {
    private static final int LEAST = 64;
    private static final int SWEPT_AT_ONCE = 256;

    private final int most;
    private final long windowNanos;
    private Remembered[] table = new Remembered[LEAST];
    private Remembered oldest;
    private Remembered newest;
    private int size;
    private long forgotten;

    /**
     * @param most messages that are remembered
     * @param windowNanos for how long after something happened to them
     */
    Stripe(int most, long windowNanos) {
        this.most = most;
        this.windowNanos = windowNanos;
    }

    /**
     * The message with that key, which from now on is the newest. One of another size is another message, whose sender gives
     * the same name to several.
     */
    Remembered message(long key, long bytes, long nanos) {
        Remembered found = find(key);
        if (found != null) {
            if (found.bytes == bytes && nanos - found.touchedNanos <= windowNanos) {
                touch(found, nanos);
                return found;
            }
            remove(found);
        }
        return add(key, bytes, nanos);
    }

    /** Null if it is not remembered. */
    Remembered find(long key) {
        for (Remembered each = table[slot(key)]; each != null; each = each.next) {
            if (each.key == key) {
                return each;
            }
        }
        return null;
    }

    /** Something happened to it. Does nothing if it was forgotten. */
    void touch(Remembered message, long nanos) {
        if (message.held) {
            if (message != newest) {
                unlink(message);
                append(message);
            }
            message.touchedNanos = nanos;
        }
    }

    private Remembered add(long key, long bytes, long nanos) {
        sweep(nanos, 2);
        if (size >= most) {
            remove(oldest);
            forgotten++;
        }
        if (size >= table.length) {
            grow();
        }
        Remembered message = new Remembered(key, bytes);
        message.held = true;
        message.touchedNanos = nanos;
        int slot = slot(key);
        message.next = table[slot];
        table[slot] = message;
        append(message);
        size++;
        return message;
    }

    /** Forgets what is too long ago, some of it. */
    void sweep(long nanos) {
        sweep(nanos, SWEPT_AT_ONCE);
    }

    private void sweep(long nanos, int atOnce) {
        for (int i = 0; i < atOnce && oldest != null && nanos - oldest.touchedNanos > windowNanos; i++) {
            remove(oldest);
        }
    }

    private void remove(Remembered message) {
        int slot = slot(message.key);
        if (table[slot] == message) {
            table[slot] = message.next;
        } else {
            Remembered each = table[slot];
            while (each.next != message) {
                each = each.next;
            }
            each.next = message.next;
        }
        message.next = null;
        message.held = false;
        unlink(message);
        size--;
    }

    private void append(Remembered message) {
        message.older = newest;
        if (newest == null) {
            oldest = message;
        } else {
            newest.newer = message;
        }
        newest = message;
    }

    private void unlink(Remembered message) {
        if (message.older == null) {
            oldest = message.newer;
        } else {
            message.older.newer = message.newer;
        }
        if (message.newer == null) {
            newest = message.older;
        } else {
            message.newer.older = message.older;
        }
        message.older = null;
        message.newer = null;
    }

    private void grow() {
        Remembered[] before = table;
        table = new Remembered[before.length * 2];
        for (Remembered chain : before) {
            Remembered each = chain;
            while (each != null) {
                Remembered rest = each.next;
                int slot = slot(each.key);
                each.next = table[slot];
                table[slot] = each;
                each = rest;
            }
        }
    }

    /** The high bits choose the stripe. */
    private int slot(long key) {
        return (int) key & table.length - 1;
    }

    /** Those that something happened to last, the newest first. */
    List<Remembered> newest(int count) {
        List<Remembered> all = new ArrayList<>(Math.min(count, size));
        for (Remembered each = newest; each != null && all.size() < count; each = each.older) {
            all.add(each);
        }
        return all;
    }

    int size() {
        return size;
    }

    /** How many were forgotten before their time, for want of room. */
    long forgotten() {
        return forgotten;
    }
}
