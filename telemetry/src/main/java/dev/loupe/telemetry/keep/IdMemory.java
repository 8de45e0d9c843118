package dev.loupe.telemetry.keep;

import java.util.SplittableRandom;

/**
 * Remembers a small value for each of the last N ids, in two flat arrays of longs and one of bytes: an open-addressed
 * table with linear probing, and a ring that says which id is the oldest. Nothing is allocated after construction.
 *
 * <p>Ids come from callers, so they are mixed with a random seed: nobody can choose ids that crowd one part of the
 * table. Not thread-safe.
 */
final class IdMemory {
    /** What {@link #get} answers for an id that is not remembered. */
    static final byte UNKNOWN = -1;

    private static final long FREE = 0;
    private final long seed = new SplittableRandom().nextLong();
    private final long[] oldestFirst;
    private final long[] keys;
    private final byte[] values;
    private final int mask;
    private int next;

    /** @param capacity ids that are remembered; 0 remembers nothing */
    IdMemory(int capacity) {
        oldestFirst = new long[capacity];
        int slots = Integer.highestOneBit(Math.max(capacity, 1)) * 4;
        keys = new long[slots];
        values = new byte[slots];
        mask = slots - 1;
    }

    /** The value of an id, or {@link #UNKNOWN}. */
    byte get(long id) {
        int slot = slotOf(mixed(id));
        return keys[slot] == FREE ? UNKNOWN : values[slot];
    }

    /** Remembers the id, forgetting the one that came first if there is no room; a known id changes its value. */
    void put(long id, byte value) {
        if (oldestFirst.length == 0) {
            return;
        }
        long key = mixed(id);
        int slot = slotOf(key);
        if (keys[slot] == FREE) {
            if (oldestFirst[next] != FREE) {
                remove(slotOf(oldestFirst[next]));
                slot = slotOf(key);
            }
            oldestFirst[next] = key;
            next = next + 1 == oldestFirst.length ? 0 : next + 1;
            keys[slot] = key;
        }
        values[slot] = value;
    }

    private int slotOf(long key) {
        int slot = (int) key & mask;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Closes the gap by moving back what probed past it: Knuth, volume 3, section 6.4, algorithm R. */
    private void remove(int slot) {
        int gap = slot;
        int probe = slot;
        while (true) {
            probe = (probe + 1) & mask;
            if (keys[probe] == FREE) {
                keys[gap] = FREE;
                return;
            }
            int home = (int) keys[probe] & mask;
            if (((probe - home) & mask) >= ((probe - gap) & mask)) {
                keys[gap] = keys[probe];
                values[gap] = values[probe];
                gap = probe;
            }
        }
    }

    /** The finaliser of SplitMix64 over the seeded id; never {@link #FREE}. */
    private long mixed(long id) {
        long z = id ^ seed;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        return z == FREE ? 1 : z;
    }
}
