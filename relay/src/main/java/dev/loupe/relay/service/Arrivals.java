package dev.loupe.relay.service;

import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.trace.Carried;
import dev.loupe.relay.trace.TraceHeaders;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.keep.Verdict;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;

/** Gives requests to a service their place in a trace, as far as their callers are to be believed. */
final class Arrivals {
    private final WrappedService service;
    private final Telemetry telemetry;
    private final InboundSettings settings;
    private final TraceHeaders headers;

    Arrivals(WrappedService service, InboundSettings settings, TraceHeaders headers) {
        this.service = service;
        this.telemetry = service.telemetry();
        this.settings = settings;
        this.headers = headers;
    }

    /**
     * A request that has its place.
     *
     * @param span records nothing if the request leaves no span
     * @param told what the service, and all that it does, are told of the span; invalid if it leaves none
     * @param onward null to leave the request's fields alone
     */
    record Arrived(Span span, SpanContext told, TraceFields onward) {}

    Arrived traced(Line line, Carried carried, InetAddress client) {
        SpanContext caller = carried.context();
        boolean trusted = settings.trusted().contains(client);
        boolean outside = settings.publicEdge() && !trusted;
        SpanContext parent = outside ? SpanContext.getInvalid() : trusted ? caller : unasked(caller);
        SpanBuilder builder = service.tracer()
                .spanBuilder(line.name())
                .setParent(TraceHeaders.asParent(parent))
                .setSpanKind(SpanKind.SERVER);
        if (outside && caller.isValid()) {
            builder.addLink(caller);
        }
        if (trusted && caller.isSampled()) {
            builder.setAttribute(Names.KEEP_ASK, Verdict.ASKED.text());
        }
        Span span = builder.startSpan();
        SpanContext own = span.getSpanContext();
        if (!own.isValid()) {
            return untraced(carried, client);
        }
        boolean sampled = (trusted && caller.isValid()) ? caller.isSampled() : telemetry.isBaseline(own.getTraceId());
        SpanContext told = TraceHeaders.told(own, parent, sampled);
        TraceFields onward = outside ? headers.replacing(told, carried, parent) : headers.continuing(told, carried);
        return new Arrived(span, told, onward);
    }

    private static SpanContext unasked(SpanContext caller) {
        return caller.isSampled()
                ? SpanContext.createFromRemoteParent(
                        caller.getTraceId(), caller.getSpanId(), TraceFlags.getDefault(), caller.getTraceState())
                : caller;
    }

    /** Without a span; what a stranger claims goes no further all the same. */
    Arrived untraced(Carried carried, InetAddress client) {
        boolean outside = settings.publicEdge() && !settings.trusted().contains(client);
        boolean strange = outside && carried.context().isValid();
        TraceFields onward = strange ? headers.replacing(unrelated(), carried, SpanContext.getInvalid()) : null;
        return new Arrived(Span.getInvalid(), SpanContext.getInvalid(), onward);
    }

    private static SpanContext unrelated() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return SpanContext.create(
                TraceId.fromLongs(random.nextLong(), random.nextLong()),
                SpanId.fromLong(random.nextLong()),
                TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
