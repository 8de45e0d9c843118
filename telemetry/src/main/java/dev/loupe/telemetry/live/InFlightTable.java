package dev.loupe.telemetry.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToLongFunction;

/**
 * A fixed number of places for what is in flight. Taking a place is one compare-and-set, nearly always. What finds
 * none after a few tries is counted but not listed. Thread-safe, without locks.
 */
final class InFlightTable<T> {
    /** The place of what found none. */
    static final int NOWHERE = -1;

    private static final int TRIES = 16;
    private final AtomicReferenceArray<T> places;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();

    /** @param size a power of two */
    InFlightTable(int size) {
        places = new AtomicReferenceArray<>(size);
    }

    /** Gives an entry a place, which {@link #remove} is told later, or {@link #NOWHERE}. */
    int add(T entry) {
        count.getAndIncrement();
        for (int i = 0; i < TRIES; i++) {
            int place = next.getAndIncrement() & (places.length() - 1);
            if (places.compareAndSet(place, null, entry)) {
                return place;
            }
        }
        return NOWHERE;
    }

    void remove(int place) {
        count.getAndDecrement();
        if (place != NOWHERE) {
            places.setRelease(place, null);
        }
    }

    int count() {
        return count.get();
    }

    /** At most {@code limit}, in ascending order. */
    List<T> listed(ToLongFunction<T> order, int limit) {
        List<T> entries = new ArrayList<>();
        for (int i = 0; i < places.length(); i++) {
            T entry = places.get(i);
            if (entry != null) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparingLong(order));
        return entries.subList(0, Math.min(limit, entries.size()));
    }
}
