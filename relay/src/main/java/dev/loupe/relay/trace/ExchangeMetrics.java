package dev.loupe.relay.trace;

import dev.loupe.relay.http.RelayError;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.Locale;

/** The measurements that all paths over HTTP share. Thread-safe. */
public final class ExchangeMetrics {
    private static final double NANOS = 1e-9;

    private final DoubleHistogram serverDuration;
    private final DoubleHistogram clientDuration;
    private final LongCounter relayedBytes;
    private final LongCounter refused;
    private final LongCounter lost;
    private final Attributes in = Attributes.of(Names.DIRECTION, "in");
    private final Attributes out = Attributes.of(Names.DIRECTION, "out");

    /** Makes the instruments, which are the same for every path of a process. */
    public ExchangeMetrics(Meter meter) {
        serverDuration = seconds(meter, Names.METRIC_HTTP_SERVER_DURATION, "The request as the client saw it");
        clientDuration = seconds(meter, Names.METRIC_HTTP_CLIENT_DURATION, "The request at its upstream");
        relayedBytes = meter.counterBuilder(Names.METRIC_RELAYED_BYTES)
                .setUnit("By")
                .setDescription("Body bytes relayed")
                .build();
        refused = meter.counterBuilder(Names.METRIC_REFUSED)
                .setDescription("Requests and connections refused before they reached the upstream")
                .build();
        lost = meter.counterBuilder(Names.METRIC_LOST)
                .setDescription("Exchanges that could not be observed")
                .build();
    }

    /** A histogram of durations. */
    public static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .build();
    }

    /**
     * A request as its client saw it.
     *
     * @param context holds the span if its trace was kept, so that exemplars lead somewhere
     */
    public void served(long nanos, Attributes labels, Context context) {
        serverDuration.record(nanos * NANOS, labels, context);
    }

    /** A request at its upstream. */
    public void called(long nanos, Attributes labels, Context context) {
        clientDuration.record(nanos * NANOS, labels, context);
    }

    /** Body bytes have moved. */
    public void relayed(long requestContent, long responseContent) {
        if (requestContent > 0) {
            relayedBytes.add(requestContent, in);
        }
        if (responseContent > 0) {
            relayedBytes.add(responseContent, out);
        }
    }

    /** Counts what wrapped services did, by the evidence for the request that it was done for. */
    public static LongCounter correlated(Meter meter) {
        return meter.counterBuilder(Names.METRIC_CORRELATION)
                .setDescription("What wrapped services did, by the evidence for the request that it was done for")
                .build();
    }

    /** Counts what makes no span because the configuration excludes it. */
    public static LongCounter excluded(Meter meter) {
        return meter.counterBuilder(Names.METRIC_EXCLUDED)
                .setDescription("Requests that make no span because the configuration excludes them")
                .build();
    }

    /** A request was answered in the upstream's place. */
    public void refused(RelayError error) {
        refused(error.kind().name().toLowerCase(Locale.ROOT));
    }

    /**
     * Something was refused.
     *
     * @param reason from a closed set
     */
    public void refused(String reason) {
        refused.add(1, Attributes.of(Names.REASON, reason));
    }

    /** An observer failed. */
    public void lost() {
        lost("observer_failed");
    }

    /**
     * Something could not be observed.
     *
     * @param reason from a closed set
     */
    public void lost(String reason) {
        lost.add(1, Attributes.of(Names.REASON, reason));
    }
}
