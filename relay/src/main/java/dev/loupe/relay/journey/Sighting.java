package dev.loupe.relay.journey;

import io.opentelemetry.api.trace.SpanContext;

/**
 * A trace in which an order was seen.
 *
 * @param span of the earliest request or call of the trace that was about the order
 * @param what that was: direction, method, route and peer, all from closed sets
 * @param at when it began, in nanoseconds since 1970
 * @param lastAt when the latest one began
 */
public record Sighting(SpanContext span, String what, long at, long lastAt) {
    static Sighting of(Happening happening) {
        long at = happening.epochNanos();
        return new Sighting(happening.span(), happening.inWords(), at, at);
    }

    boolean isSameTrace(Sighting other) {
        return span.getTraceId().equals(other.span.getTraceId());
    }

    /** Both in one; they are of the same trace. */
    Sighting with(Sighting other) {
        Sighting earlier = other.at < at ? other : this;
        return new Sighting(earlier.span, earlier.what, earlier.at, Math.max(lastAt, other.lastAt));
    }
}
