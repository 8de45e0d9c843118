package dev.loupe.telemetry.metrics;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.List;

/**
 * Lets several cumulative readers read the same figures. The SDK keeps figures of its own for each reader that it
 * knows, so that every measurement would cost twice on the path of the traffic. What the readers share in return are
 * exemplars: each is shown to the reader that comes first.
 */
final class SharedReader implements MetricReader {
    private final List<MetricReader> readers;

    SharedReader(List<MetricReader> readers) {
        this.readers = List.copyOf(readers);
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public void register(CollectionRegistration registration) {
        readers.forEach(reader -> reader.register(registration));
    }

    @Override
    public CompletableResultCode forceFlush() {
        return CompletableResultCode.ofAll(
                readers.stream().map(MetricReader::forceFlush).toList());
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofAll(
                readers.stream().map(MetricReader::shutdown).toList());
    }
}
