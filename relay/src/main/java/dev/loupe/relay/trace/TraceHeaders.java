package dev.loupe.relay.trace;

import dev.loupe.relay.http.ExchangeObserver.Field;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.RequestHead;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
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
    /** Deprecated since Jaeger itself speaks W3C; what is old and cannot be changed still sends its field. */
    @SuppressWarnings("deprecation")
    private static final TextMapPropagator JAEGER = JaegerPropagator.getInstance();

    /** W3C Trace Context alone. */
    public static final TraceHeaders W3C = new TraceHeaders(Set.of());

    private static final String TRACEPARENT = "traceparent";
    private static final String B3_PARENT = "x-b3-parentspanid";
    private static final Getter GETTER = new Getter();

    private final Set<HeaderFormat> formats = EnumSet.noneOf(HeaderFormat.class);

    /** @param further formats beside W3C's */
    public TraceHeaders(Set<HeaderFormat> further) {
        formats.addAll(further);
    }

    /** The context that a request carries. */
    public Carried read(RequestHead request) {
        return new Carried(
                context(request),
                request.header("tracestate") != null,
                b3() && request.header("b3") != null,
                b3() && request.header("x-b3-traceid") != null,
                b3() && request.header(B3_PARENT) != null);
    }

    private boolean b3() {
        return formats.contains(HeaderFormat.B3) || formats.contains(HeaderFormat.B3_MULTI);
    }

    private SpanContext context(RequestHead request) {
        SpanContext found = request.header(TRACEPARENT) == null
                ? SpanContext.getInvalid()
                : read(W3CTraceContextPropagator.getInstance(), request);
        if (!found.isValid() && b3()) {
            found = read(B3Propagator.injectingSingleHeader(), request);
        }
        if (!found.isValid() && formats.contains(HeaderFormat.JAEGER)) {
            found = read(JAEGER, request);
        }
        return found;
    }

    private static SpanContext read(TextMapPropagator propagator, RequestHead request) {
        return Span.fromContext(propagator.extract(Context.root(), request, GETTER))
                .getSpanContext();
    }

    /**
     * A span as others are told of it.
     *
     * @param parent whose {@code tracestate} goes on; may be invalid
     * @param sampled what others are told, though the span itself is recorded always
     */
    public static SpanContext told(SpanContext own, SpanContext parent, boolean sampled) {
        return SpanContext.create(
                own.getTraceId(),
                own.getSpanId(),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                parent.getTraceState());
    }

    /** A context as the parent of a span to come; the root if it is not valid. */
    public static Context asParent(SpanContext parent) {
        return parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root();
    }

    /** The fields that continue the context that the request carries; if that is not valid, its {@code tracestate} goes. */
    public TraceFields continuing(SpanContext told, Carried carried) {
        boolean drop = !carried.context().isValid() && carried.tracestate();
        return new TraceFields(
                traceparent(told),
                drop,
                further(told, carried, carried.context().getSpanId()));
    }

    /**
     * The fields that put another context in place of what the request carries, with its {@code tracestate}.
     *
     * @param parent of the span that the others are told of
     */
    public TraceFields replacing(SpanContext told, Carried carried, SpanContext parent) {
        List<Field> more = further(told, carried, parent.getSpanId());
        String tracestate = tracestate(told.getTraceState());
        if (!tracestate.isEmpty()) {
            more.add(new Field("tracestate", tracestate));
        }
        return new TraceFields(traceparent(told), carried.tracestate(), more);
    }

    private static String traceparent(SpanContext context) {
        return "00-" + context.getTraceId() + '-' + context.getSpanId() + (context.isSampled() ? "-01" : "-00");
    }

    private static String tracestate(TraceState state) {
        StringBuilder text = new StringBuilder();
        state.forEach((key, value) -> text.append(text.length() == 0 ? "" : ",")
                .append(key)
                .append('=')
                .append(value));
        return text.toString();
    }

    /** A form that the request has is written too, since what is left in it would point elsewhere. */
    private List<Field> further(SpanContext told, Carried carried, String parentSpanId) {
        List<Field> fields = new ArrayList<>(2);
        if (formats.contains(HeaderFormat.B3) || carried.b3()) {
            write(B3Propagator.injectingSingleHeader(), told, fields);
        }
        if (formats.contains(HeaderFormat.B3_MULTI) || carried.b3Multi()) {
            write(B3Propagator.injectingMultiHeaders(), told, fields);
        }
        if (carried.b3Parent()) {
            fields.add(new Field(B3_PARENT, parentSpanId));
        }
        if (formats.contains(HeaderFormat.JAEGER)) {
            write(JAEGER, told, fields);
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
