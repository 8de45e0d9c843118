package dev.loupe.relay.trace;

import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.RequestHead;
import io.opentelemetry.api.trace.Span;

/** Knows on whose behalf a path's spans are made, and who their parents are. Thread-safe. */
@FunctionalInterface
public interface Parentage {
    /**
     * A request has come: starts its span, with everything on it that follows from its place in the trace.
     *
     * @param request its head, valid during this call
     * @param name the span's name, from a closed set
     */
    Begun begin(RequestHead request, String name);

    /**
     * A span that was started.
     *
     * @param span records nothing if the request is to leave no span
     * @param onward what the upstream is told of the context; null for nothing
     */
    record Begun(Span span, TraceFields onward) {}
}
