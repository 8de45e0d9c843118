package dev.loupe.telemetry.export;

import java.time.Duration;
import java.util.Optional;

/**
 * What is sent where, after the environment has had its say over the settings.
 *
 * @param traces where spans go; empty for nowhere
 * @param metrics where metrics go; empty for nowhere
 * @param batching how spans are gathered
 * @param metricInterval between two exports of metrics
 */
public record ExportPlan(
        Optional<Destination> traces, Optional<Destination> metrics, Batching batching, Duration metricInterval) {

    /**
     * How spans are gathered.
     *
     * @param queue spans that may wait for export; more are dropped and counted
     * @param batch spans in one request, at most {@code queue}
     * @param delay longest wait for a batch to fill
     * @param exportTimeout after which the result of a request is no longer waited for
     */
    public record Batching(int queue, int batch, Duration delay, Duration exportTimeout) {}
}
