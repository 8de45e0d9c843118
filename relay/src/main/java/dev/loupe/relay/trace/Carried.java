package dev.loupe.relay.trace;

import io.opentelemetry.api.trace.SpanContext;

/**
 * The trace context that a request carries.
 *
 * @param context not valid where it carries none that is
 * @param tracestate whether it has the field {@code tracestate}
 * @param b3 whether it has the field {@code b3}
 * @param b3Multi whether it has the field {@code x-b3-traceid}
 * @param b3Parent whether it has the field {@code x-b3-parentspanid}
 */
public record Carried(SpanContext context, boolean tracestate, boolean b3, boolean b3Multi, boolean b3Parent) {}
