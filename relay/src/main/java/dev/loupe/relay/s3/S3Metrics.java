package dev.loupe.relay.s3;

import dev.loupe.relay.http.RelayError;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The S3 path's metrics. Labels come from closed sets, so each combination's attributes are made once. */
final class S3Metrics {
    private static final double NANOS = 1e-9;

    private final DoubleHistogram readTime;
    private final DoubleHistogram writeTime;
    private final DoubleHistogram stall;
    private final DoubleHistogram firstByte;
    private final DoubleHistogram serverDuration;
    private final DoubleHistogram clientDuration;
    private final LongHistogram fileSize;
    private final LongCounter relayedBytes;
    private final LongCounter refused;
    private final LongCounter lost;
    private final Map<S3Operation, Attributes> byOperation = new ConcurrentHashMap<>();
    private final Map<Labels, Attributes> byLabels = new ConcurrentHashMap<>();

    private final Attributes in = Attributes.of(Names.DIRECTION, "in");
    private final Attributes out = Attributes.of(Names.DIRECTION, "out");

    /** What tells one request's duration from another's. */
    record Labels(S3Operation operation, String method, int status, String scheme, String outcome) {}

    S3Metrics(Meter meter) {
        readTime = seconds(
                meter,
                Names.METRIC_STORAGE_READ_TIME,
                "The store's time to deliver a file, without waits for the client");
        writeTime = seconds(
                meter,
                Names.METRIC_STORAGE_WRITE_TIME,
                "The store's time to take a file, without waits for the client");
        stall = seconds(meter, Names.METRIC_S3_CLIENT_STALL, "How long the client made the relay wait");
        firstByte = seconds(meter, Names.METRIC_S3_FIRST_BYTE, "From the start at the store to its response's head");
        serverDuration = seconds(meter, Names.METRIC_HTTP_SERVER_DURATION, "The request as the client saw it");
        clientDuration = seconds(meter, Names.METRIC_HTTP_CLIENT_DURATION, "The request at the store");
        fileSize = meter.histogramBuilder(Names.METRIC_FILE_SIZE)
                .ofLongs()
                .setUnit("By")
                .setDescription("Size of the whole file")
                .build();
        relayedBytes = meter.counterBuilder(Names.METRIC_RELAYED_BYTES)
                .setUnit("By")
                .setDescription("Body bytes relayed")
                .build();
        refused = meter.counterBuilder(Names.METRIC_REFUSED)
                .setDescription("Requests and connections refused before they reached the store")
                .build();
        lost = meter.counterBuilder(Names.METRIC_LOST)
                .setDescription("Exchanges that could not be observed")
                .build();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .build();
    }

    void refused(RelayError error) {
        refused.add(1, Attributes.of(Names.REASON, error.kind().name().toLowerCase(Locale.ROOT)));
    }

    void lost() {
        lost.add(1, Attributes.of(Names.REASON, "observer_failed"));
    }

    /**
     * One exchange is over.
     *
     * @param context holds the span if its trace was kept, so that exemplars lead somewhere
     */
    void record(
            Labels labels, StoreTimings timings, long now, long totalNanos, boolean moved, long size, Context context) {
        Attributes operation =
                byOperation.computeIfAbsent(labels.operation(), o -> Attributes.of(Names.OPERATION, o.name()));
        Attributes all = byLabels.computeIfAbsent(labels, S3Metrics::attributes);
        serverDuration.record(totalNanos * NANOS, all, context);
        if (!timings.reachedStore()) {
            return;
        }
        clientDuration.record(timings.upstream(now) * NANOS, operation, context);
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

    void relayed(long requestContent, long responseContent) {
        if (requestContent > 0) {
            relayedBytes.add(requestContent, in);
        }
        if (responseContent > 0) {
            relayedBytes.add(responseContent, out);
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
