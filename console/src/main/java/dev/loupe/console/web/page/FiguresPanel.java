package dev.loupe.console.web.page;

import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.live.LiveOperations.OperationFigures;
import dev.loupe.telemetry.live.LiveOperations.SlowFile;
import dev.loupe.telemetry.recent.RecentTraces;
import java.util.List;
import java.util.Optional;

/**
 * Figures by operation, and the slowest files.
 *
 * @param operations busiest first
 * @param scale on which their durations are drawn
 * @param slowest slowest first
 */
record FiguresPanel(List<OperationFigures> operations, LogScale scale, List<Slow> slowest) {
    private static final int MOST_OPERATIONS = 50;
    private static final int MOST_SLOW = 6;

    /**
     * A slow file.
     *
     * @param href its trace's page; empty if that trace is not held
     */
    record Slow(SlowFile file, Optional<String> href) {}

    static FiguresPanel of(LiveOperations live, RecentTraces traces) {
        List<OperationFigures> operations =
                live.lastMinute().stream().limit(MOST_OPERATIONS).toList();
        long slowest =
                operations.stream().mapToLong(OperationFigures::p99Nanos).max().orElse(0);
        List<Slow> slow = live.slowest(MOST_SLOW).stream()
                .map(file -> new Slow(file, traces.byId(file.traceId()).map(trace -> "/trace/" + trace.traceId())))
                .toList();
        return new FiguresPanel(operations, LogScale.upTo(slowest), slow);
    }
}
