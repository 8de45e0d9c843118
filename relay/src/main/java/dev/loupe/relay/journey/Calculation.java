package dev.loupe.relay.journey;

import io.opentelemetry.api.trace.SpanContext;

/**
 * A price calculation.
 *
 * @param order the order's pseudonym
 * @param start span of the request for the price
 * @param startAt when that began, in nanoseconds since 1970
 */
record Calculation(String order, SpanContext start, long startAt) {

    /**
     * What became of it.
     *
     * @param at when, in nanoseconds since 1970
     * @param by span of the request or call that ended it; the start's if nothing did
     */
    record Over(Calculation calculation, Outcome outcome, long at, SpanContext by) {
        long durationNanos() {
            return Math.max(0, at - calculation.startAt());
        }
    }

    /** How calculations end. */
    enum Outcome {
        /** There is a price. */
        PRICED("priced"),
        /** None came in time. */
        LOST("lost"),
        /** Another one was asked for before it came. */
        SUPERSEDED("superseded"),
        /** The service said at once that it would not. */
        REFUSED("refused"),
        /** Too many ran to keep an eye on this one. */
        CROWDED_OUT("crowded_out");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    Over over(Outcome outcome, long at, SpanContext by) {
        return new Over(this, outcome, at, by);
    }
}
