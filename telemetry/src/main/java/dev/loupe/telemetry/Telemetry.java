package dev.loupe.telemetry;

import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.recent.RecentTraces;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;

/**
 * The one telemetry pipeline of a process: keep policy, recent traces, bounded export, metrics. Every method may be
 * called from any thread and none blocks, but {@link #close}.
 */
public final class Telemetry implements AutoCloseable {
    private Telemetry() {}

    /**
     * Sets the pipeline up.
     *
     * @param settings from the configuration file
     * @param environment the process's environment, of which the standard {@code OTEL_*} variables win over settings
     * @param serviceName default {@code service.name}; {@code OTEL_SERVICE_NAME} wins
     */
    public static Telemetry start(Settings settings, Map<String, String> environment, String serviceName) {
        throw new UnsupportedOperationException("stub");
    }

    /** Tracer of spans on behalf of the default service. */
    public Tracer tracer() {
        throw new UnsupportedOperationException("stub");
    }

    /** Tracer of spans on behalf of another service: same pipeline, other {@code service.name}. */
    public Tracer tracer(String serviceName) {
        throw new UnsupportedOperationException("stub");
    }

    /** Meter of every metric. */
    public Meter meter() {
        throw new UnsupportedOperationException("stub");
    }

    /**
     * Whether the ended span's trace was kept, so that an exemplar may point to it. Answers from the remembered
     * verdicts; false for a trace that is unknown or still waits.
     */
    public boolean isKept(SpanContext span) {
        throw new UnsupportedOperationException("stub");
    }

    /** Whether the trace is one of the baseline, known before anything of it has ended. */
    public boolean isBaseline(String traceId) {
        throw new UnsupportedOperationException("stub");
    }

    /** Kept traces of the last while, for the console. */
    public RecentTraces recentTraces() {
        throw new UnsupportedOperationException("stub");
    }

    /** What is in flight and what was, for the console. */
    public LiveOperations live() {
        throw new UnsupportedOperationException("stub");
    }

    /** The Prometheus exposition of all metrics. */
    public Exposition prometheus(String acceptHeader) {
        throw new UnsupportedOperationException("stub");
    }

    /**
     * An answer to a Prometheus scrape.
     *
     * @param contentType of the format that was negotiated; OpenMetrics carries exemplars
     * @param body UTF-8 text
     */
    public record Exposition(String contentType, byte[] body) {}

    /** Flushes what is queued, for at most 5 seconds, and ends the pipeline. Blocks. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("stub");
    }
}
