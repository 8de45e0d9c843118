package dev.loupe.relay.journey;

import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A happening in the making. Times are in seconds since the start of the test's day. */
final class Told {
    static final long SECOND = 1_000_000_000L;
    static final long DAY_START = 1_772_443_800L * SECOND;

    private static final AtomicLong NEXT_SPAN = new AtomicLong(1);

    private final String direction;
    private final String peer;
    private final String method;
    private final String route;
    private final List<BusinessKey> keys = new ArrayList<>();
    private int status;
    private long at = DAY_START;
    private long took;
    private SpanContext span = span(NEXT_SPAN.getAndIncrement());

    private Told(String direction, String peer, String method, String route) {
        this.direction = direction;
        this.peer = peer;
        this.method = method;
        this.route = route;
    }

    static Told in(String method, String route) {
        return new Told(Happening.IN, "", method, route);
    }

    static Told out(String peer, String method, String route) {
        return new Told(Happening.OUT, peer, method, route);
    }

    /** A span in the trace of that number. */
    static SpanContext span(long trace) {
        return SpanContext.create(
                "4bf92f3577b34da6%016x".formatted(trace),
                "%016x".formatted(NEXT_SPAN.getAndIncrement()),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    static long at(double seconds) {
        return DAY_START + Math.round(seconds * SECOND);
    }

    Told about(String order) {
        keys.add(new BusinessKey("order", order));
        return this;
    }

    Told by(String operator) {
        keys.add(new BusinessKey("operator", operator));
        return this;
    }

    Told answered(int code) {
        status = code;
        return this;
    }

    Told began(double seconds) {
        at = at(seconds);
        return this;
    }

    Told took(double seconds) {
        took = Math.round(seconds * SECOND);
        return this;
    }

    Told with(SpanContext own) {
        span = own;
        return this;
    }

    Happening told() {
        return new Happening(direction, peer, method, route, status, List.copyOf(keys), span, at, took);
    }
}
