package dev.loupe.relay.correlation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests by something that several of them may have in common; nearly always it is one. Not thread-safe. */
final class Index<K> {
    private final Map<K, List<Request>> requests = new HashMap<>();

    void add(K key, Request request) {
        requests.computeIfAbsent(key, unknown -> new ArrayList<>(1)).add(request);
    }

    void remove(K key, Request request) {
        List<Request> sharing = requests.get(key);
        if (sharing != null && sharing.remove(request) && sharing.isEmpty()) {
            requests.remove(key);
        }
    }

    /** Those with this key, in the order in which they were added; a view that is gone with the next change. */
    List<Request> of(K key) {
        return requests.getOrDefault(key, List.of());
    }

    int size() {
        return requests.size();
    }
}
