package dev.loupe.relay.journey;

import java.util.Comparator;
import java.util.List;

/**
 * What is known of an order: a snapshot.
 *
 * @param order its pseudonym
 * @param stays in the order of time, at least one
 * @param sightings traces in which it was seen, in the order of time, at least one
 * @param forgotten stages that were dropped from the journey's beginning or among repetitions, for want of room
 */
public record Journey(String order, List<Stay> stays, List<Sighting> sightings, long forgotten) {

    /** Where the order is. */
    public Stay current() {
        return stays.get(stays.size() - 1);
    }

    /** Whether the journey is over. */
    public boolean isDone() {
        return current().stage().done();
    }

    /** Whether it was told that the order waits longer than it should. */
    public boolean isStuck() {
        return current().stuck();
    }

    /** The trace in which the order was seen last. */
    public Sighting last() {
        return sightings.stream()
                .max(Comparator.comparingLong(Sighting::lastAt))
                .orElseThrow();
    }

    /** Traces in which the order was seen during a stay, in the order of time. */
    public List<Sighting> during(Stay stay) {
        long end = stay.leftAt().orElse(Long.MAX_VALUE);
        return sightings.stream()
                .filter(seen -> seen.at() < end && seen.lastAt() >= stay.enteredAt())
                .toList();
    }
}
