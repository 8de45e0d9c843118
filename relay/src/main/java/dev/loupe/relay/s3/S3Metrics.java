package dev.loupe.relay.s3;

import dev.loupe.relay.trace.ExchangeMetrics;
import dev.loupe.relay.trace.UpstreamTimings;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The S3 path's metrics. Labels come from closed sets, so each combination's attributes are made once. */
final class S3Metrics {
    private static final double NANOS = 1e-9;

    private final DoubleHistogram readTime;
    private final DoubleHistogram writeTime;
    private final DoubleHistogram stall;
    private final DoubleHistogram firstByte;
    private final LongHistogram fileSize;
    private final ExchangeMetrics exchanges;
    private final Map<S3Operation, Attributes> byOperation = new ConcurrentHashMap<>();
    private final Map<Labels, Attributes> byLabels = new ConcurrentHashMap<>();

    /** What tells one request's duration from another's. */
    record Labels(S3Operation operation, String method, int status, String scheme, String outcome) {}

    S3Metrics(Meter meter, ExchangeMetrics exchanges) {
        this.exchanges = exchanges;
        readTime = ExchangeMetrics.seconds(
                meter,
                Names.METRIC_STORAGE_READ_TIME,
                "The store's time to deliver a file, without waits for the client");
        writeTime = ExchangeMetrics.seconds(
                meter,
                Names.METRIC_STORAGE_WRITE_TIME,
                "The store's time to take a file, without waits for the client");
        stall = ExchangeMetrics.seconds(meter, Names.METRIC_S3_CLIENT_STALL, "How long the client made the relay wait");
        firstByte = ExchangeMetrics.seconds(
                meter, Names.METRIC_S3_FIRST_BYTE, "From the start at the store to its response's head");
        fileSize = meter.histogramBuilder(Names.METRIC_FILE_SIZE)
                .ofLongs()
                .setUnit("By")
                .setDescription("Size of the whole file")
                .build();
    }

    /**
     * One exchange is over.
     *
     * @param context holds the span if its trace was kept, so that exemplars lead somewhere
     */
    void record(
            Labels labels,
            UpstreamTimings timings,
            long now,
            long totalNanos,
            boolean moved,
            long size,
            Context context) {
        Attributes operation =
                byOperation.computeIfAbsent(labels.operation(), o -> Attributes.of(Names.OPERATION, o.name()));
        Attributes all = byLabels.computeIfAbsent(labels, S3Metrics::attributes);
        exchanges.served(totalNanos, all, context);
        if (!timings.reachedUpstream()) {
            return;
        }
        exchanges.called(timings.upstream(now), operation, context);
        if (!timings.answered()) {
            return;
        }
        firstByte.record(timings.firstByte() * NANOS, operation, context);
        stall.record(timings.clientStall() * NANOS, operation, context);
        if (moved && labels.operation().family() == S3Operation.Family.READ) {
            readTime.record(timings.read() * NANOS, operation, context);
        } else if (moved && labels.operation().family() == S3Operation.Family.WRITE) {
            writeTime.record(timings.write() * NANOS, operation, context);
        }
        if (moved && size >= 0) {
            fileSize.record(size, operation, context);
        }
    }

    private static Attributes attributes(Labels labels) {
        return Attributes.builder()
                .put(Names.OPERATION, labels.operation().name())
                .put(Names.OUTCOME, labels.outcome())
                .put(Names.HTTP_METHOD, labels.method())
                .put(Names.HTTP_STATUS, labels.status() == 0 ? null : (long) labels.status())
                .put(Names.URL_SCHEME, labels.scheme())
                .build();
    }
}
