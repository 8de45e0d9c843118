package dev.loupe.relay.journey;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tells of orders that wait longer than they should: a span, a log line, a gauge. Thread-safe. */
final class StuckOrders {
    private static final double NANOS = 1e9;

    private final JourneyStore store;
    private final String kind;
    private final Outlet outlet;

    StuckOrders(JourneyStore store, String kind, Outlet outlet) {
        this.store = store;
        this.kind = kind;
        this.outlet = outlet;
    }

    /** Starts to show the figures. Each stage that has a deadline is there from the start, at 0. */
    void register() {
        Meter meter = outlet.meter();
        meter.gaugeBuilder(Names.METRIC_ORDERS_STUCK)
                .ofLongs()
                .setDescription("Orders that wait longer than their stage's deadline")
                .buildWithCallback(this::recordStuck);
        meter.gaugeBuilder(Names.METRIC_JOURNEYS)
                .ofLongs()
                .setDescription("Journeys that are held in memory")
                .buildWithCallback(out -> out.record(store.size()));
        meter.counterBuilder(Names.METRIC_JOURNEYS_EVICTED)
                .setDescription("Orders, and stages of orders, that were forgotten for want of room")
                .buildWithCallback(out -> {
                    out.record(store.ordersEvicted(), Attributes.of(Names.REASON, "orders_full"));
                    out.record(store.stagesForgotten(), Attributes.of(Names.REASON, "stages_full"));
                });
    }

    private void recordStuck(ObservableLongMeasurement out) {
        for (Stage stage : store.stages()) {
            if (stage.deadline().isPresent()) {
                out.record(store.stuck(stage.name()), Attributes.of(Names.STAGE, stage.name()));
            }
        }
    }

    /** Looks for them. */
    void check(long now) {
        store.check(now).forEach(journey -> tell(journey, now));
    }

    /**
     * The span stands where it was noticed, and not where the waiting began, which may be days ago: people look at the
     * last hour.
     */
    private void tell(Journey journey, long now) {
        Stay stay = journey.current();
        SpanContext last = journey.last().span();
        long waited = Math.max(0, now - stay.enteredAt());
        outlet.tracer()
                .spanBuilder("order stuck")
                .setNoParent()
                .setSpanKind(SpanKind.INTERNAL)
                .addLink(last)
                .setStartTimestamp(now, TimeUnit.NANOSECONDS)
                .setAttribute(Names.JOURNEY, journey.order())
                .setAttribute(Names.JOURNEY_STAGE, stay.stage().name())
                .setAttribute(Names.JOURNEY_WAITING, waited / NANOS)
                .setAttribute(Names.KEEP_ASK, "stuck")
                .startSpan()
                .end(now, TimeUnit.NANOSECONDS);
        TraceLog.warn(
                last,
                "{} {} has been waiting in \"{}\" for {} (last trace {})",
                kind,
                journey.order(),
                stay.stage().name(),
                Waiting.inWords(Duration.ofNanos(waited)),
                last.getTraceId());
    }
}
