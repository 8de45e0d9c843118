package dev.loupe.relay.journey;

import dev.loupe.telemetry.fixture.CapturedLog;
import dev.loupe.telemetry.fixture.EndedSpans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that is told of journeys and prices. */
final class Findings implements AutoCloseable {
    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider tracers =
            SdkTracerProvider.builder().addSpanProcessor(new EndedSpans(spans)).build();
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SdkMeterProvider meters =
            SdkMeterProvider.builder().registerMetricReader(reader).build();
    private final CapturedLog log = CapturedLog.of("dev.loupe.journey");

    /** Of which every span is kept. */
    Outlet outlet() {
        return new Outlet(tracers.get("test"), meters.get("test"), span -> true);
    }

    List<SpanData> spans() {
        return List.copyOf(spans);
    }

    List<String> logLines() {
        return log.lines();
    }

    CapturedLog log() {
        return log;
    }

    /** Empty if nothing was recorded with just these labels. */
    OptionalLong value(String metric, Attributes labels) {
        return metric(metric)
                .map(data -> data.getType().name().endsWith("GAUGE") ? data.getLongGaugeData() : data.getLongSumData())
                .stream()
                .flatMap(data -> data.getPoints().stream())
                .filter(point -> point.getAttributes().equals(labels))
                .mapToLong(LongPointData::getValue)
                .findFirst();
    }

    Optional<HistogramPointData> histogram(String metric) {
        return metric(metric)
                .map(data -> data.getHistogramData().getPoints().iterator().next());
    }

    private Optional<MetricData> metric(String name) {
        Collection<MetricData> all = reader.collectAllMetrics();
        return all.stream().filter(data -> data.getName().equals(name)).findFirst();
    }

    @Override
    public void close() {
        log.close();
        tracers.close();
        meters.close();
    }
}
