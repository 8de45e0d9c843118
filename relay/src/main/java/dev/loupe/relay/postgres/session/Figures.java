package dev.loupe.relay.postgres.session;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what all runs of one statement took. Thread-safe. */
final class Figures {
    private final String fingerprint;
    private final String summary;
    private final String text;
    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder lockNanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Long::max, 0);
    private volatile String lastTrace = "";
    private volatile boolean lastTells;

    Figures(String fingerprint, String summary, String text) {
        this.fingerprint = fingerprint;
        this.summary = summary;
        this.text = text;
    }

    /**
     * One is over.
     *
     * @param traceId empty if it left no span
     * @param tells whether it failed, or took too long: of such ones the last is remembered
     */
    void add(StatementRun run, String traceId, boolean tells) {
        calls.increment();
        nanos.add(run.durationNanos());
        longest.accumulate(run.durationNanos());
        rows.add(run.rows());
        if (run.failure().isServers()) {
            errors.increment();
        }
        if (run.lockNanos() > 0) {
            lockNanos.add(run.lockNanos());
        }
        if (!traceId.isEmpty() && (tells || !lastTells)) {
            lastTrace = traceId;
            lastTells = tells;
        }
    }

    long totalNanos() {
        return nanos.sum();
    }

    StatementFigures now() {
        return new StatementFigures(
                fingerprint,
                summary,
                text,
                calls.sum(),
                errors.sum(),
                nanos.sum() * DatabaseMetrics.SECONDS,
                longest.get() * DatabaseMetrics.SECONDS,
                rows.sum(),
                lockNanos.sum() * DatabaseMetrics.SECONDS,
                lastTrace);
    }
}
