package dev.loupe.relay.journey;

import io.opentelemetry.api.trace.SpanContext;
import java.util.OptionalLong;

/**
 * An order's time in a stage.
 *
 * @param visit 1 for the first time that it was in this stage, 2 for the second, as far as is remembered
 * @param times how often it was put there without having been elsewhere
 * @param enteredAt in nanoseconds since 1970
 * @param leftAt the same; empty while it is there
 * @param span by which it entered
 * @param stuck whether it was told that the deadline has passed
 */
public record Stay(
        Stage stage, int visit, int times, long enteredAt, OptionalLong leftAt, SpanContext span, boolean stuck) {

    /** When the order should have left; empty if there is no deadline. Nanoseconds since 1970. */
    public OptionalLong dueAt() {
        return stage.deadline().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(enteredAt + stage.deadline().get().toNanos());
    }
}
