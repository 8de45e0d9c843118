package dev.loupe.relay.trace;

import dev.loupe.relay.http.ExchangeObserver.Field;
import dev.loupe.relay.http.RequestHead;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Trace context in a request's head: W3C's always and first, further formats if configured. Immutable. */
public final class TraceHeaders {
    /** W3C Trace Context alone. */
    public static final TraceHeaders W3C = new TraceHeaders(Set.of());

    private static final String TRACEPARENT = "traceparent";
    private static final String B3_TRACE_ID = "x-b3-traceid";
    private static final String B3_PARENT = "x-b3-parentspanid";
    private static final Getter GETTER = new Getter();

    private final Set<HeaderFormat> formats = EnumSet.noneOf(HeaderFormat.class);

    /** @param further formats beside W3C's */
    public TraceHeaders(Set<HeaderFormat> further) {
        formats.addAll(further);
    }

    /** The context that a request carries; not valid where it carries none that is. */
    public SpanContext read(RequestHead request) {
        SpanContext found = request.header(TRACEPARENT) == null
                ? SpanContext.getInvalid()
                : read(W3CTraceContextPropagator.getInstance(), request);
        if (!found.isValid() && (formats.contains(HeaderFormat.B3) || formats.contains(HeaderFormat.B3_MULTI))) {
            found = read(B3Propagator.injectingSingleHeader(), request);
        }
        if (!found.isValid() && formats.contains(HeaderFormat.JAEGER)) {
            found = read(JaegerPropagator.getInstance(), request);
        }
        return found;
    }

    private static SpanContext read(TextMapPropagator propagator, RequestHead request) {
        return Span.fromContext(propagator.extract(Context.root(), request, GETTER))
                .getSpanContext();
    }

    /** The value of {@code traceparent} for a context. */
    static String traceparent(SpanContext context) {
        return "00-" + context.getTraceId() + '-' + context.getSpanId() + (context.isSampled() ? "-01" : "-00");
    }

    /** Whether a request carries a {@code tracestate} that goes with its {@code traceparent}. */
    static boolean hasTracestate(RequestHead request) {
        return request.header("tracestate") != null;
    }

    /** The value of {@code tracestate}; empty for none. */
    static String tracestate(TraceState state) {
        StringBuilder text = new StringBuilder();
        state.forEach((key, value) -> text.append(text.length() == 0 ? "" : ",").append(key).append('=').append(value));
        return text.toString();
    }

    /**
     * The further fields for a context. A form that the request has is written too, since what is left in it would point
     * elsewhere.
     *
     * @param parentSpanId of the context's span; not valid if it has none
     */
    List<Field> further(SpanContext context, String parentSpanId, RequestHead request) {
        List<Field> fields = new ArrayList<>();
        boolean b3 = formats.contains(HeaderFormat.B3) || formats.contains(HeaderFormat.B3_MULTI);
        if (formats.contains(HeaderFormat.B3) || (b3 && request.header("b3") != null)) {
            write(B3Propagator.injectingSingleHeader(), context, fields);
        }
        if (formats.contains(HeaderFormat.B3_MULTI) || (b3 && request.header(B3_TRACE_ID) != null)) {
            write(B3Propagator.injectingMultiHeaders(), context, fields);
            if (request.header(B3_PARENT) != null) {
                fields.add(new Field(B3_PARENT, parentSpanId));
            }
        }
        if (formats.contains(HeaderFormat.JAEGER)) {
            write(JaegerPropagator.getInstance(), context, fields);
        }
        return fields;
    }

    private static void write(TextMapPropagator propagator, SpanContext context, List<Field> fields) {
        propagator.inject(
                Context.root().with(Span.wrap(context)),
                fields,
                (carrier, name, value) -> carrier.add(new Field(name.toLowerCase(Locale.ROOT), value)));
    }

    private static final class Getter implements TextMapGetter<RequestHead> {
        /** Baggage is not read. */
        @Override
        public Iterable<String> keys(RequestHead carrier) {
            return List.of();
        }

        @Override
        public String get(RequestHead carrier, String key) {
            // RFC 9110 section 5.3 would have several fields joined, but two parents are none.
            List<String> values = carrier.headers(key.toLowerCase(Locale.ROOT));
            if (values.isEmpty()) {
                return null;
            }
            return !key.equals("tracestate") && values.size() > 1 ? null : String.join(",", values);
        }
    }
}
