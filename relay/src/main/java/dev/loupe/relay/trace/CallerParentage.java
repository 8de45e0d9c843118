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
        SpanContext caller = TraceHeaders.W3C.read(request);
        Span span = tracer.spanBuilder(name)
                .setParent(Onward.asParent(caller))
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        SpanContext told = Onward.told(span.getSpanContext(), caller, telemetry);
        return new Begun(span, new Onward(TraceHeaders.W3C, request).continuing(told, caller));
    }
}
