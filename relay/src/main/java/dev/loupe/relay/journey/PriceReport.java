package dev.loupe.relay.journey;

import dev.loupe.relay.journey.Calculation.Outcome;
import dev.loupe.relay.journey.Calculation.Over;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tells what became of price calculations: spans, measurements, log lines. Thread-safe. */
final class PriceReport {
    private static final double NANOS = 1e9;

    private final String kind;
    private final Outlet outlet;
    private final DoubleHistogram duration;
    private final LongCounter lost;
    private final LongCounter over;
    private final Map<Outcome, Attributes> byOutcome = new EnumMap<>(Outcome.class);

    /** @param kind of key that the calculations are for, such as {@code order} */
    PriceReport(String kind, Outlet outlet) {
        this.kind = kind;
        this.outlet = outlet;
        duration = outlet.meter()
                .histogramBuilder(Names.METRIC_PRICE_CALCULATION_DURATION)
                .setUnit("s")
                .setDescription("From the request for a price to the price being answered or stored")
                .build();
        lost = outlet.meter()
                .counterBuilder(Names.METRIC_PRICE_CALCULATIONS_LOST)
                .setDescription("Price calculations that brought no price within their deadline")
                .build();
        over = outlet.meter()
                .counterBuilder(Names.METRIC_PRICE_CALCULATIONS)
                .setDescription("Price calculations that are over")
                .build();
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, Attributes.of(Names.OUTCOME, outcome.text()));
        }
        lost.add(0);
    }

    void tell(Over ended) {
        over.add(1, byOutcome.get(ended.outcome()));
        switch (ended.outcome()) {
            case PRICED -> priced(ended);
            case LOST -> lost(ended);
            case SUPERSEDED -> end(ended, span(ended));
            case REFUSED, CROWDED_OUT -> {
                // Counted; there is nothing to show that the request's own span does not show.
            }
        }
    }

    private void priced(Over ended) {
        double seconds = ended.durationNanos() / NANOS;
        Span span = end(ended, span(ended).setAttribute(Names.PRICE_CALCULATION_DURATION, seconds));
        Context exemplar =
                outlet.kept().test(span.getSpanContext()) ? Context.root().with(span) : Context.root();
        duration.record(seconds, Attributes.empty(), exemplar);
    }

    private void lost(Over ended) {
        lost.add(1);
        String waited = Waiting.inWords(Duration.ofNanos(ended.durationNanos()));
        Span span = span(ended).setAttribute(Names.KEEP_ASK, "lost").startSpan();
        span.setStatus(StatusCode.ERROR, "no price within " + waited);
        span.end(ended.at(), TimeUnit.NANOSECONDS);
        TraceLog.warn(
                span.getSpanContext(),
                "the price of {} {} is lost: none within {} (trace {})",
                kind,
                ended.calculation().order(),
                waited,
                span.getSpanContext().getTraceId());
    }

    private static Span end(Over ended, SpanBuilder builder) {
        Span span = builder.startSpan();
        span.end(ended.calculation().startAt() + ended.durationNanos(), TimeUnit.NANOSECONDS);
        return span;
    }

    private SpanBuilder span(Over ended) {
        Calculation calculation = ended.calculation();
        SpanBuilder span = outlet.tracer()
                .spanBuilder("price calculation")
                .setParent(Context.root().with(Span.wrap(calculation.start())))
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(calculation.startAt(), TimeUnit.NANOSECONDS)
                .setAttribute(Names.JOURNEY, calculation.order())
                .setAttribute(Names.PRICE_CALCULATION_OUTCOME, ended.outcome().text());
        boolean elsewhere = !ended.by().getTraceId().equals(calculation.start().getTraceId());
        return elsewhere ? span.addLink(ended.by()) : span;
    }
}
