package dev.loupe.relay.trace;

import dev.loupe.relay.http.RequestHead;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;

/** Spans of the server that is relayed to: the parent is what the caller says it is. */
public final class CallerParentage implements Parentage {
    private final Telemetry telemetry;
    private final Tracer tracer;

    /** On behalf of the process's default service. */
    public CallerParentage(Telemetry telemetry) {
        this.telemetry = telemetry;
        this.tracer = telemetry.tracer();
    }

    @Override
    public Begun begin(RequestHead request, String name) {
        Carried carried = TraceHeaders.W3C.read(request);
        SpanContext caller = carried.context();
        Span span = tracer.spanBuilder(name)
                .setParent(TraceHeaders.asParent(caller))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        SpanContext own = span.getSpanContext();
        // The caller's flag goes on as it came; without a caller others are told what the baseline keeps.
        boolean sampled = caller.isValid() ? caller.isSampled() : telemetry.isBaseline(own.getTraceId());
        return new Begun(span, TraceHeaders.W3C.continuing(TraceHeaders.told(own, caller, sampled), carried));
    }
}
