package dev.loupe.relay.postgres.session;

import io.opentelemetry.api.trace.Span;

/**
 * A span that was started where it belongs.
 *
 * @param span records nothing if it leaves none
 */
record Placed(Span span, Place place) {
    /** Nothing is told of it. */
    static final Placed UNTOLD = new Placed(Span.getInvalid(), Place.NONE);

    boolean isTold() {
        return span.getSpanContext().isValid();
    }

    /** 32 hex digits; empty if it leaves no span. */
    String traceId() {
        return isTold() ? span.getSpanContext().getTraceId() : "";
    }
}
