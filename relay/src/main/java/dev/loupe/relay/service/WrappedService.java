package dev.loupe.relay.service;

import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.service.key.KeyRules;
import dev.loupe.relay.trace.Parentage;
import dev.loupe.relay.trace.TroubleLog;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A service that cannot be changed, as its paths see it: what they share. Thread-safe. */
public final class WrappedService {
    private final ServiceSettings settings;
    private final Telemetry telemetry;
    private final Tracer tracer;
    private final ServiceRequests requests;
    private final JourneyListener journeys;
    private final LongSupplier nanos;
    private final LongSupplier epochNanos;
    private final HttpMetrics metrics;
    private final TroubleLog trouble;
    private final Set<String> ownSpans = ConcurrentHashMap.newKeySet();

    /**
     * A service.
     *
     * @param name its {@code service.name}: spans are made on its behalf
     * @param requests its requests in flight, shared with its paths of other protocols
     * @param journeys is told of what happens to orders
     * @param nanos a monotonic clock, as {@link System#nanoTime}
     */
    public WrappedService(
            String name,
            ServiceSettings settings,
            Telemetry telemetry,
            ServiceRequests requests,
            JourneyListener journeys,
            LongSupplier nanos) {
        this(name, settings, telemetry, requests, journeys, nanos, WrappedService::wallClock);
    }

    /**
     * The same with a clock of its own for when things began.
     *
     * @param epochNanos nanoseconds since 1970
     */
    public WrappedService(
            String name,
            ServiceSettings settings,
            Telemetry telemetry,
            ServiceRequests requests,
            JourneyListener journeys,
            LongSupplier nanos,
            LongSupplier epochNanos) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.tracer = telemetry.tracer(name);
        this.requests = requests;
        this.journeys = journeys;
        this.nanos = nanos;
        this.epochNanos = epochNanos;
        this.metrics = new HttpMetrics(telemetry.meter());
        this.trouble = new TroubleLog("dev.loupe.http", HttpSpan.ENDING, nanos);
    }

    private static long wallClock() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** The path in front of the service. */
    public HttpPath inbound(InboundSettings inbound) {
        return new InboundPath(
                this, inbound, KeyRules.of(inbound.keys(), settings.kinds(), inbound.routes(), telemetry.pseudonyms()));
    }

    /** A path between the service and a server that it calls, or any that it names. */
    public HttpPath outbound(OutboundSettings outbound) {
        return new OutboundPath(this, outbound, keyRules(outbound));
    }

    /** For a path of another meaning, such as S3's, between the service and a server that it calls. */
    public Parentage calls(OutboundSettings outbound) {
        return new CallParentage(this, outbound, keyRules(outbound));
    }

    private KeyRules keyRules(OutboundSettings outbound) {
        return KeyRules.of(outbound.keys(), settings.kinds(), outbound.routes(), telemetry.pseudonyms());
    }

    /** What listens to journeys can fail without harm to an exchange. */
    void tellBeginning(Happening happening) {
        try {
            journeys.began(happening);
        } catch (RuntimeException e) {
            trouble.lost(e);
        }
    }

    void tellEnd(Happening happening) {
        try {
            journeys.ended(happening);
        } catch (RuntimeException e) {
            trouble.lost(e);
        }
    }

    /** Spans of requests in flight, so that they are known when the service hands their context on itself. */
    Set<String> ownSpans() {
        return ownSpans;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    Tracer tracer() {
        return tracer;
    }

    ServiceRequests requests() {
        return requests;
    }

    HttpMetrics metrics() {
        return metrics;
    }

    TroubleLog trouble() {
        return trouble;
    }

    LongSupplier clock() {
        return nanos;
    }

    long epochNanos() {
        return epochNanos.getAsLong();
    }
}
