package dev.loupe.console.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Orders and where they are, for the pages on journeys. Whoever follows orders gives it to the console; every value is a
 * snapshot, every moment in nanoseconds since 1970. Thread-safe; must not block.
 */
public interface Journeys {
    /** Every stage that there is, in the order in which an order should pass through them. */
    List<Stage> stages();

    /** Every journey that is held, in no order. */
    List<Journey> all();

    /** One journey by the order's pseudonym. */
    Optional<Journey> find(String order);

    /**
     * What is configured of a stage.
     *
     * @param name unique
     * @param deadline how long an order may wait in it; empty for any time
     * @param awaits who has to act next, such as {@code operator}; empty if it is not said
     * @param done whether it ends the journey
     */
    record Stage(String name, Optional<Duration> deadline, Optional<String> awaits, boolean done) {}

    /**
     * What is known of an order.
     *
     * @param order its pseudonym
     * @param stays in the order of time, at least one; the last one is where the order is
     * @param lastSeenAt when something happened about it last
     * @param forgotten stages that are no longer held
     */
    record Journey(String order, List<Stay> stays, long lastSeenAt, long forgotten) {
        /** Where the order is. */
        public Stay current() {
            return stays.get(stays.size() - 1);
        }
    }

    /**
     * An order's time in a stage.
     *
     * @param visit 1 for the first time that it was there, 2 for the second
     * @param times how often it was put there without having been elsewhere
     * @param leftAt empty while it is there
     * @param stuck whether the deadline has passed, and that was told
     * @param traces in which the order was seen then, in the order of time
     */
    record Stay(
            Stage stage,
            int visit,
            int times,
            long enteredAt,
            OptionalLong leftAt,
            boolean stuck,
            List<Trace> traces) {}

    /**
     * A trace in which an order was seen.
     *
     * @param traceId 32 hex digits
     * @param what was done to the order, such as {@code in PUT /orders/{order}/price}
     * @param at when
     */
    record Trace(String traceId, String what, long at) {}
}
