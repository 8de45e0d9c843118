package dev.loupe.telemetry.privacy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The secret keys of pseudonyms, by number. One is current; the others are those before a rotation, under which older
 * traces can still be found. Immutable; never shows a key.
 */
public final class PseudonymKeys {
    /** The least that a key may have, in bytes. */
    public static final int SHORTEST = 16;

    private static final int RANDOM_BYTES = 32;

    private final int current;
    private final Map<Integer, byte[]> keys = new TreeMap<>(Collections.reverseOrder());
    private final boolean random;

    private PseudonymKeys(int current, Map<Integer, byte[]> keys, boolean random) {
        this.current = current;
        this.random = random;
        keys.forEach((number, key) -> {
            if (number < 0 || key.length < SHORTEST) {
                throw new IllegalArgumentException("key " + number + " must have a number from 0 and 16 bytes or more");
            }
            this.keys.put(number, key.clone());
        });
        if (!this.keys.containsKey(current)) {
            throw new IllegalArgumentException("there is no key " + current + " to be the current one");
        }
    }

    /**
     * Configured keys.
     *
     * @param current the number of the one that new pseudonyms are made with
     * @param keys by number from 0, each of at least {@link #SHORTEST} bytes
     */
    public static PseudonymKeys of(int current, Map<Integer, byte[]> keys) {
        return new PseudonymKeys(current, keys, false);
    }

    /** A key that no one knows, number 0: pseudonyms are worth something until the process ends. */
    public static PseudonymKeys random() {
        byte[] key = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(key);
        return new PseudonymKeys(0, Map.of(0, key), true);
    }

    /** Whether no key was configured. */
    public boolean isRandom() {
        return random;
    }

    /** Their numbers: the current one's first, then from the highest down. */
    public List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>(keys.keySet());
        numbers.remove((Integer) current);
        numbers.add(0, current);
        return List.copyOf(numbers);
    }

    byte[] key(int number) {
        return keys.get(number).clone();
    }

    @Override
    public String toString() {
        return "PseudonymKeys" + numbers();
    }
}
