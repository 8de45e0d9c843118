package dev.loupe.relay.journey;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who is due when: one moment for each key. As large as its keys are many. Not thread-safe.
 *
 * @param <K> has equality
 */
final class Deadlines<K> {
    private final Map<K, Due<K>> byKey = new HashMap<>();
    private final TreeSet<Due<K>> byTime =
            new TreeSet<>(Comparator.<Due<K>>comparingLong(Due::at).thenComparingLong(Due::number));
    private long number;

    private record Due<K>(K key, long at, long number) {}

    /** Sets or moves a key's moment. */
    void set(K key, long at) {
        Due<K> before = byKey.get(key);
        if (before != null && before.at() == at) {
            return;
        }
        remove(key);
        Due<K> due = new Due<>(key, at, number++);
        byKey.put(key, due);
        byTime.add(due);
    }

    void remove(K key) {
        Due<K> due = byKey.remove(key);
        if (due != null) {
            byTime.remove(due);
        }
    }

    /** Takes out the first key whose moment has come. */
    Optional<K> takeDue(long now) {
        if (byTime.isEmpty() || byTime.first().at() > now) {
            return Optional.empty();
        }
        K key = byTime.first().key();
        remove(key);
        return Optional.of(key);
    }
}
