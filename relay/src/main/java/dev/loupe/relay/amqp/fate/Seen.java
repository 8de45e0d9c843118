package dev.loupe.relay.amqp.fate;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;

/** Something that happened to a message, with the span that was made for it, in a quarter of a context's memory. */
abstract class Seen {
    /** Its place among all that happened to the message. */
    final int number;

    final long nanos;
    private final long traceHigh;
    private final long traceLow;
    private final long span;

    Seen(SpanContext context, long nanos, int number) {
        this.nanos = nanos;
        this.number = number;
        boolean valid = context.isValid();
        traceHigh = valid ? HexFormat.fromHexDigitsToLong(context.getTraceId(), 0, 16) : 0;
        traceLow = valid ? HexFormat.fromHexDigitsToLong(context.getTraceId(), 16, 32) : 0;
        span = valid ? HexFormat.fromHexDigitsToLong(context.getSpanId()) : 0;
    }

    boolean hasSpan() {
        return span != 0;
    }

    /** Invalid if there is none. */
    SpanContext context() {
        return hasSpan()
                ? SpanContext.create(traceId(), spanId(), TraceFlags.getSampled(), TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    /** Empty if there is no span. */
    String traceId() {
        return hasSpan() ? TraceId.fromLongs(traceHigh, traceLow) : "";
    }

    /** Empty if there is no span. */
    String spanId() {
        return hasSpan() ? SpanId.fromLong(span) : "";
    }

    boolean isOf(SpanContext context) {
        return hasSpan()
                && span == HexFormat.fromHexDigitsToLong(context.getSpanId())
                && traceId().equals(context.getTraceId());
    }
}
