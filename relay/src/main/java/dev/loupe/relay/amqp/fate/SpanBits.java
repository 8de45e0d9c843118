package dev.loupe.relay.amqp.fate;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;

/** A span's context in a quarter of the memory. */
record SpanBits(long traceHigh, long traceLow, long span, byte flags) {
    /** Of no span. */
    static final SpanBits NONE = new SpanBits(0, 0, 0, (byte) 0);

    static SpanBits of(SpanContext context) {
        if (!context.isValid()) {
            return NONE;
        }
        String trace = context.getTraceId();
        return new SpanBits(
                HexFormat.fromHexDigitsToLong(trace, 0, 16),
                HexFormat.fromHexDigitsToLong(trace, 16, 32),
                HexFormat.fromHexDigitsToLong(context.getSpanId()),
                context.getTraceFlags().asByte());
    }

    boolean isValid() {
        return span != 0;
    }

    SpanContext context() {
        return isValid()
                ? SpanContext.create(traceId(), spanId(), TraceFlags.fromByte(flags), TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    /** Empty if there is no span. */
    String traceId() {
        return isValid() ? TraceId.fromLongs(traceHigh, traceLow) : "";
    }

    /** Empty if there is no span. */
    String spanId() {
        return isValid() ? SpanId.fromLong(span) : "";
    }
}
