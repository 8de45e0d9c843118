package dev.loupe.telemetry.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends metrics to an OTLP receiver. Connects with the first export, so that starting a process does not wait for it. */
public final class MetricExport implements MetricExporter {
    private final Supplier<MetricExporter> connect;
    private final ExportHealth health;
    private Optional<MetricExporter> connected = Optional.empty();

    MetricExport(Supplier<MetricExporter> connect, ExportHealth health) {
        this.connect = connect;
        this.health = health;
    }

    /** An exporter that is made by the first export. */
    public static MetricExport to(Destination to) {
        return new MetricExport(
                () -> OtlpExporters.forMetrics(to), new ExportHealth("metrics", to.shown(), System::nanoTime));
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
        return AggregationTemporality.CUMULATIVE;
    }

    /** Never fails: the reader would log each failure, where {@link ExportHealth} says it once. */
    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
        CompletableResultCode result;
        try {
            result = connected().export(metrics);
        } catch (RuntimeException | LinkageError e) {
            result = CompletableResultCode.ofExceptionalFailure(e);
        }
        CompletableResultCode watched = result;
        CompletableResultCode answer = new CompletableResultCode();
        watched.whenComplete(() -> {
            if (watched.isSuccess()) {
                health.succeeded();
            } else {
                health.failed(Optional.ofNullable(watched.getFailureThrowable()));
            }
            answer.succeed();
        });
        return answer;
    }

    private synchronized MetricExporter connected() {
        MetricExporter exporter = connected.orElseGet(connect);
        connected = Optional.of(exporter);
        return exporter;
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public synchronized CompletableResultCode shutdown() {
        return connected.map(MetricExporter::shutdown).orElseGet(CompletableResultCode::ofSuccess);
    }
}
