package dev.loupe.relay.journey;

import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What happened to one order, put in order by the time at which it began: answers end in another order than the stages
 * began in. Bounded. Not thread-safe.
 */
final class OrderHistory {
    private final String order;
    private final int mostEntries;
    private final int mostSightings;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private long forgotten;
    private Told told;
    private Journey journey;

    /** It was put into a stage, where it may have been already. */
    private record Entry(Stage stage, long at, SpanContext span) {}

    /** The stay of which it was told that the deadline has passed. */
    private record Told(Stage stage, long enteredAt) {
        /** Whether this is that stay. News of the past may show that it began still earlier. */
        boolean isOf(Entry first) {
            return stage.equals(first.stage()) && first.at() <= enteredAt;
        }
    }

    OrderHistory(String order, JourneySettings limits) {
        this.order = order;
        this.mostEntries = limits.stages();
        this.mostSightings = limits.traces();
    }

    String order() {
        return order;
    }

    void enter(Stage stage, Happening by) {
        insert(entries, new Entry(stage, by.epochNanos(), by.span()), Entry::at);
        if (entries.size() > mostEntries) {
            entries.remove(leastTelling());
            forgotten++;
        }
        if (told != null && !told.isOf(firstOfCurrent())) {
            told = null;
        }
        journey = null;
    }

    void see(Happening happening) {
        Sighting seen = Sighting.of(happening);
        for (int i = sightings.size() - 1; i >= 0; i--) {
            if (sightings.get(i).isSameTrace(seen)) {
                seen = sightings.remove(i).with(seen);
                break;
            }
        }
        insert(sightings, seen, Sighting::at);
        if (sightings.size() > mostSightings) {
            sightings.remove(sightings.stream()
                    .min(Comparator.comparingLong(Sighting::lastAt))
                    .orElseThrow());
        }
        journey = null;
    }

    /** Stages dropped for want of room, so far. */
    long forgotten() {
        return forgotten;
    }

    Stage stage() {
        return entries.get(entries.size() - 1).stage();
    }

    boolean isStuck() {
        return told != null;
    }

    /** When it will be stuck, in nanoseconds since 1970; empty if never, or if it is. */
    OptionalLong dueAt() {
        return told != null || stage().deadline().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        firstOfCurrent().at() + stage().deadline().get().toNanos());
    }

    void tellStuck() {
        told = new Told(stage(), firstOfCurrent().at());
        journey = null;
    }

    /** The same one until something changes. */
    Journey journey() {
        if (journey == null) {
            journey = new Journey(order, stays(), List.copyOf(sightings), forgotten);
        }
        return journey;
    }

    private List<Stay> stays() {
        List<Stay> stays = new ArrayList<>(entries.size());
        Map<String, Integer> visits = new HashMap<>();
        int start = 0;
        while (start < entries.size()) {
            Entry first = entries.get(start);
            int end = start + 1;
            while (end < entries.size() && entries.get(end).stage().equals(first.stage())) {
                end++;
            }
            boolean isCurrent = end == entries.size();
            stays.add(new Stay(
                    first.stage(),
                    visits.merge(first.stage().name(), 1, Integer::sum),
                    end - start,
                    first.at(),
                    isCurrent
                            ? OptionalLong.empty()
                            : OptionalLong.of(entries.get(end).at()),
                    first.span(),
                    isCurrent && told != null));
            start = end;
        }
        return List.copyOf(stays);
    }

    private Entry firstOfCurrent() {
        int first = entries.size() - 1;
        while (first > 0
                && entries.get(first - 1).stage().equals(entries.get(first).stage())) {
            first--;
        }
        return entries.get(first);
    }

    /** The first repetition, since the stay is known without it; if there is none, the journey's beginning. */
    private int leastTelling() {
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).stage().equals(entries.get(i - 1).stage())) {
                return i;
            }
        }
        return 0;
    }

    /** Behind all that are not later. */
    private static <T> void insert(List<T> sorted, T added, ToLongFunction<T> at) {
        int place = sorted.size();
        while (place > 0 && at.applyAsLong(sorted.get(place - 1)) > at.applyAsLong(added)) {
            place--;
        }
        sorted.add(place, added);
    }
}
