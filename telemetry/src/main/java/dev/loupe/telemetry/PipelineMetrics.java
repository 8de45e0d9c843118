package dev.loupe.telemetry;

import dev.loupe.telemetry.export.DropReason;
import dev.loupe.telemetry.export.Drops;
import dev.loupe.telemetry.keep.KeepPolicy;
import dev.loupe.telemetry.keep.Verdict;
import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.privacy.AttributeGuard;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;

/** The pipeline's figures about itself, read when someone asks, so that counting costs next to nothing. */
final class PipelineMetrics {
    private PipelineMetrics() {}

    /** Every reason is there from the start, at 0, so that an alert can tell "none" from "not measured". */
    static void register(Meter meter, KeepPolicy keep, Drops drops, AttributeGuard guard, LiveOperations live) {
        meter.counterBuilder(Names.METRIC_SPANS_KEPT)
                .setDescription("Spans kept by the keep policy.")
                .buildWithCallback(out -> {
                    for (Verdict verdict : Verdict.values()) {
                        if (verdict.isKept()) {
                            out.record(keep.keptFor(verdict), Attributes.of(Names.REASON, verdict.text()));
                        }
                    }
                });
        meter.counterBuilder(Names.METRIC_SPANS_DROPPED)
                .setDescription("Spans that the keep policy wanted, or might have, and that never left.")
                .buildWithCallback(out -> {
                    for (DropReason reason : DropReason.values()) {
                        out.record(drops.count(reason), Attributes.of(Names.REASON, reason.text()));
                    }
                });
        meter.counterBuilder(Names.METRIC_ATTRIBUTES_DROPPED)
                .setDescription("Attributes of spans, events and links that are not on the list of what may leave.")
                .buildWithCallback(out -> out.record(guard.dropped()));
        meter.upDownCounterBuilder(Names.METRIC_HTTP_ACTIVE)
                .setDescription("Requests in flight")
                .buildWithCallback(out -> out.record(live.runningCount()));
    }
}
