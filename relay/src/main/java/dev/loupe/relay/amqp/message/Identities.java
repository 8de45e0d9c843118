package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.protocol.MessageProperties;
import io.netty.util.collection.LongObjectHashMap;

/**
 * Publishes of one channel that the broker may return, by what it will return them with. See RATIONALE.md for why that proves
 * whose a return is. Not thread-safe.
 */
final class Identities {
    private static final long PRIME = 0x100000001b3L;

    private LongObjectHashMap<Publish> byHash;

    boolean isEmpty() {
        return byHash == null || byHash.isEmpty();
    }

    /** Whether another one is known by the same. */
    boolean isTaken(String identity) {
        return byHash != null && byHash.containsKey(hash(identity));
    }

    void add(Publish publish) {
        if (byHash == null) {
            byHash = new LongObjectHashMap<>();
        }
        byHash.put(hash(publish.identity()), publish);
    }

    void remove(Publish publish) {
        if (byHash != null && !publish.identity().isEmpty()) {
            long hash = hash(publish.identity());
            if (byHash.get(hash) == publish) {
                byHash.remove(hash);
            }
        }
    }

    /** The one that these properties are of; null if none is. */
    Publish of(MessageProperties properties) {
        if (isEmpty()) {
            return null;
        }
        Publish found = of(properties.headers().traceparent());
        return found == null ? of(properties.messageId()) : found;
    }

    private Publish of(String identity) {
        Publish found = identity.isEmpty() ? null : byHash.get(hash(identity));
        return found != null && found.identity().equals(identity) ? found : null;
    }

    private static long hash(String identity) {
        long hash = 0xcbf29ce484222325L;
        for (int i = Math.max(0, identity.length() - 24); i < identity.length(); i++) {
            hash = (hash ^ identity.charAt(i)) * PRIME;
        }
        return hash;
    }
}
