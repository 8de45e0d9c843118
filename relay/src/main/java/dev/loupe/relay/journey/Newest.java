package dev.loupe.relay.journey;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets what was put first when it is full. Not thread-safe.
 *
 * @param <K> has equality
 */
final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Newest(int most) {
        super();
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
