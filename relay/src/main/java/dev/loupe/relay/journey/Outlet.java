package dev.loupe.relay.journey;

import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.Predicate;

/**
 * Where findings about journeys go.
 *
 * @param tracer on behalf of the service that the orders are seen at
 * @param meter of every metric
 * @param kept whether a span that has ended was kept, so that an exemplar may point to it
 */
public record Outlet(Tracer tracer, Meter meter, Predicate<SpanContext> kept) {
    /** That of a process's pipeline. */
    public static Outlet of(Telemetry telemetry, String service) {
        return new Outlet(telemetry.tracer(service), telemetry.meter(), telemetry::isKept);
    }
}
