package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.trace.TroubleLog;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.LongSupplier;

/**
 * What all connections of one path share. Thread-safe.
 *
 * @param service whose spans are made
 */
record Broker(
        BrokerSettings settings,
        String service,
        Telemetry telemetry,
        Tracer tracer,
        ServiceRequests requests,
        JourneyListener journeys,
        TroubleLog trouble,
        MessageFates fates,
        Destinations destinations,
        MessageKeys keys,
        MessageMetrics metrics,
        Clocks clocks) {
    /**
     * Both clocks.
     *
     * @param nanos monotonic
     * @param epochNanos since 1970
     */
    record Clocks(LongSupplier nanos, LongSupplier epochNanos) {}

    long now() {
        return clocks.nanos().getAsLong();
    }

    long epochNanos() {
        return clocks.epochNanos().getAsLong();
    }

    /** An exemplar leads somewhere only if the trace was kept. */
    Context context(Span span) {
        return telemetry.isKept(span.getSpanContext()) ? Context.root().with(span) : Context.root();
    }

    boolean tellsJourneys() {
        return journeys != JourneyListener.NONE;
    }

    /** What listens to journeys can fail without harm to a connection. */
    void began(Happening happening) {
        try {
            journeys.began(happening);
        } catch (RuntimeException e) {
            trouble.lost(e);
        }
    }

    void ended(Happening happening) {
        try {
            journeys.ended(happening);
        } catch (RuntimeException e) {
            trouble.lost(e);
        }
    }
}
