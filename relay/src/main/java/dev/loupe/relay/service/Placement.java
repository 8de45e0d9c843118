package dev.loupe.relay.service;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.Operation;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.trace.Carried;
import dev.loupe.relay.trace.TraceHeaders;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Gives calls by a service their place in a trace, as far as there is evidence for one. Thread-safe. */
final class Placement {
    private final WrappedService service;
    private final boolean background;
    private final boolean propagates;
    private final TraceHeaders headers;

    Placement(WrappedService service, OutboundSettings settings, TraceHeaders headers) {
        this.service = service;
        this.background = settings.background();
        this.propagates = settings.propagates();
        this.headers = headers;
    }

    /**
     * A call that is about to be made.
     *
     * @param name of its span
     * @param peer name of who is called
     * @param keys all that were found in it
     * @param epochNanos when it came
     */
    record Call(String name, String peer, Carried carried, List<BusinessKey> keys, long epochNanos) {}

    /**
     * A call that has its place.
     *
     * @param span records nothing if the call leaves no span
     * @param onward null to leave the call's fields alone
     * @param inherited keys of the request that it was made for
     */
    record Placed(Span span, TraceFields onward, List<BusinessKey> inherited) {
        static final Placed NOWHERE = new Placed(Span.getInvalid(), null, List.of());
    }

    Placed place(Call call) {
        SpanContext explicit = call.carried().context();
        Verdict verdict = service.requests()
                .attribute(new Operation(
                        explicit.isValid() ? Optional.of(explicit) : Optional.empty(),
                        call.keys(),
                        Optional.empty(),
                        call.peer() + ' ' + call.name(),
                        background));
        service.metrics().correlated(verdict.evidence(), call.peer());
        SpanBuilder builder = service.tracer()
                .spanBuilder(call.name())
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(call.epochNanos(), TimeUnit.NANOSECONDS)
                .setAttribute(Names.CORRELATION, verdict.evidence().text());
        if (verdict instanceof Verdict.Attributed attributed) {
            // A request that leaves no span takes with it what was done for it.
            return attributed.parent().isValid()
                    ? placed(builder, call.carried(), here(attributed.parent()), attributed.keys())
                    : new Placed(Span.getInvalid(), null, attributed.keys());
        }
        if (verdict instanceof Verdict.Ambiguous ambiguous) {
            if (leaveNoSpan(ambiguous)) {
                return new Placed(Span.getInvalid(), null, List.of());
            }
            ambiguous.candidates().stream().filter(SpanContext::isValid).forEach(builder::addLink);
            builder.setAttribute(Names.CORRELATION_CANDIDATES, (long) ambiguous.count());
        }
        return placed(builder, call.carried(), SpanContext.getInvalid(), List.of());
    }

    /** Whichever it was made for: none of them leaves a span. */
    private static boolean leaveNoSpan(Verdict.Ambiguous ambiguous) {
        return ambiguous.count() == ambiguous.candidates().size()
                && ambiguous.candidates().stream().noneMatch(SpanContext::isValid);
    }

    /** A context that the service handed on is that of a span of this process, which the keep policy has to know. */
    private SpanContext here(SpanContext parent) {
        return parent.isRemote() && service.ownSpans().contains(parent.getSpanId())
                ? SpanContext.create(
                        parent.getTraceId(), parent.getSpanId(), parent.getTraceFlags(), parent.getTraceState())
                : parent;
    }

    private Placed placed(SpanBuilder builder, Carried carried, SpanContext parent, List<BusinessKey> inherited) {
        Span span = builder.setParent(TraceHeaders.asParent(parent)).startSpan();
        SpanContext own = span.getSpanContext();
        if (!propagates || !own.isValid()) {
            return new Placed(span, null, inherited);
        }
        boolean sampled =
                parent.isValid() ? parent.isSampled() : service.telemetry().isBaseline(own.getTraceId());
        SpanContext told = TraceHeaders.told(own, parent, sampled);
        TraceFields onward = carried.context().isValid()
                ? headers.continuing(told, carried)
                : headers.replacing(told, carried, parent);
        return new Placed(span, onward, inherited);
    }
}
