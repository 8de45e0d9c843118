package dev.loupe.relay.journey;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The orders that are held. The first to go are those whose journey is over, then those that nobody waits for, and last
 * those with a deadline: an order that is stuck is quiet by nature, and just the one that people look for. Among alike,
 * the one that was seen longest ago goes first. Not thread-safe.
 */
final class Shelf {
    private final Map<String, Held> byOrder = new HashMap<>();
    private final Map<Worth, Set<OrderHistory>> byWorth = new EnumMap<>(Worth.class);

    private enum Worth {
        DONE,
        IDLE,
        AWAITED
    }

    private record Held(OrderHistory history, Worth worth) {}

    Shelf() {
        for (Worth worth : Worth.values()) {
            byWorth.put(worth, new LinkedHashSet<>());
        }
    }

    Optional<OrderHistory> get(String order) {
        return Optional.ofNullable(byOrder.get(order)).map(Held::history);
    }

    /** Puts it where it belongs, as the one that was seen last. */
    void put(OrderHistory history) {
        Held before = byOrder.get(history.order());
        if (before != null) {
            byWorth.get(before.worth()).remove(before.history());
        }
        Worth worth = worthOf(history.stage());
        byWorth.get(worth).add(history);
        if (before == null || before.worth() != worth) {
            byOrder.put(history.order(), new Held(history, worth));
        }
    }

    private static Worth worthOf(Stage stage) {
        if (stage.done()) {
            return Worth.DONE;
        }
        return stage.deadline().isPresent() ? Worth.AWAITED : Worth.IDLE;
    }

    /** The one that can be spared best; there must be one. */
    OrderHistory takeLeast() {
        for (Set<OrderHistory> alike : byWorth.values()) {
            Iterator<OrderHistory> oldestFirst = alike.iterator();
            if (oldestFirst.hasNext()) {
                OrderHistory least = oldestFirst.next();
                oldestFirst.remove();
                byOrder.remove(least.order());
                return least;
            }
        }
        throw new IllegalStateException("nothing is held");
    }

    int size() {
        return byOrder.size();
    }

    Stream<OrderHistory> all() {
        return byOrder.values().stream().map(Held::history);
    }
}
