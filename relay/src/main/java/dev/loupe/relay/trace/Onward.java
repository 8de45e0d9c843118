package dev.loupe.relay.trace;

import dev.loupe.relay.http.ExchangeObserver.Field;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * The trace context that goes on with a request.
 *
 * @param headers the formats in which it is written
 * @param request its head, valid as long as this is used
 */
public record Onward(TraceHeaders headers, RequestHead request) {
    /** A context as the parent of a span to come; the root if it is not valid. */
    public static Context asParent(SpanContext parent) {
        return parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root();
    }

    /**
     * A span as others are told of it. The parent's sampled flag goes on as it came; without a parent others are told what
     * the baseline keeps, though the span itself is recorded always.
     */
    public static SpanContext told(SpanContext own, SpanContext parent, Telemetry telemetry) {
        boolean sampled = parent.isValid() ? parent.isSampled() : telemetry.isBaseline(own.getTraceId());
        return SpanContext.create(
                own.getTraceId(),
                own.getSpanId(),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                parent.getTraceState());
    }

    /**
     * In place of the context that the request itself carries, and with its {@code tracestate}.
     *
     * @param carried the request's own context; if it is not valid, its {@code tracestate} means nothing and goes
     */
    public TraceFields continuing(SpanContext told, SpanContext carried) {
        return new TraceFields(
                TraceHeaders.traceparent(told),
                !carried.isValid() && TraceHeaders.hasTracestate(request),
                headers.further(told, carried.getSpanId(), request));
    }

    /** With the {@code tracestate} that came with the parent, which the request does not carry. */
    public TraceFields anew(SpanContext told, SpanContext parent) {
        List<Field> more = new ArrayList<>(headers.further(told, parent.getSpanId(), request));
        String tracestate = TraceHeaders.tracestate(told.getTraceState());
        if (!tracestate.isEmpty()) {
            more.add(new Field("tracestate", tracestate));
        }
        return new TraceFields(TraceHeaders.traceparent(told), TraceHeaders.hasTracestate(request), more);
    }
}
