package dev.loupe.telemetry.metrics;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Telemetry.Exposition;
import dev.loupe.telemetry.export.ExportPlan;
import dev.loupe.telemetry.export.MetricExport;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The metrics of a process: one meter, read by Prometheus and, if the plan names a receiver, sent over OTLP. Exemplars
 * are taken from measurements whose context holds a sampled span. Thread-safe.
 */
public final class Metering {
    /** Time series of one metric; more share one with {@code otel.metric.overflow}. */
    private static final int MOST_SERIES = 1_000;

    private final PrometheusText prometheus = new PrometheusText();
    private final SdkMeterProvider provider;
    private final Meter meter;

    private Metering(ExportPlan plan, Resource resource) {
        List<MetricReader> readers = new ArrayList<>(List.of(prometheus.reader()));
        plan.metrics()
                .ifPresent(to -> readers.add(PeriodicMetricReader.builder(MetricExport.to(to))
                        .setInterval(plan.metricInterval())
                        .build()));
        SdkMeterProviderBuilder builder = SdkMeterProvider.builder()
                .setResource(resource)
                .setExemplarFilter(ExemplarFilter.traceBased())
                .registerMetricReader(new SharedReader(readers), instrument -> MOST_SERIES);
        Buckets.register(builder);
        provider = builder.build();
        meter = provider.get(Names.SCOPE);
    }

    /** Starts to read and, with a receiver, to send. */
    public static Metering start(ExportPlan plan, Resource resource) {
        Metering metering = new Metering(plan, resource);
        ProcessMetrics.register(metering.meter);
        return metering;
    }

    /** Meter of every metric. */
    public Meter meter() {
        return meter;
    }

    /** All metrics as they stand, in the format that the {@code Accept} header asks for. */
    public Exposition exposition(String acceptHeader) {
        return prometheus.written(acceptHeader);
    }

    /**
     * Sends the last figures and ends. Blocks for at most so long, whereas the SDK's own shutdown may take twice the
     * time of an export.
     */
    public void shutdown(Duration atMost) {
        Thread ending =
                new Thread(() -> provider.shutdown().join(atMost.toMillis(), TimeUnit.MILLISECONDS), "loupe-end");
        ending.setDaemon(true);
        ending.start();
        try {
            ending.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
