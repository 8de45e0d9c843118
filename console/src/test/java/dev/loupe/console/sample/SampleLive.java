package dev.loupe.console.sample;

import dev.loupe.telemetry.live.LiveOperations;
import java.util.ArrayList;
import java.util.List;

/** Live figures that a test chooses; they change when it says so. */
public final class SampleLive implements LiveOperations {
    private volatile List<Running> running = List.of();
    private volatile List<OperationFigures> figures = List.of();
    private volatile List<SlowFile> slow = List.of();
    private volatile List<Second> seconds = quiet();

    public void running(List<Running> now) {
        running = List.copyOf(now);
    }

    public void figures(List<OperationFigures> now) {
        figures = List.copyOf(now);
    }

    public void slow(List<SlowFile> now) {
        slow = List.copyOf(now);
    }

    public void seconds(List<Second> now) {
        seconds = List.copyOf(now);
    }

    private static List<Second> quiet() {
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            seconds.add(new Second(1_700_000_000L + i, 0, 0, 0));
        }
        return seconds;
    }

    @Override
    public InFlight begin(String operation, String subject, String traceId) {
        throw new AssertionError("the console began an operation, and should only read");
    }

    @Override
    public List<Running> running(int limit) {
        return running.stream().limit(limit).toList();
    }

    @Override
    public int runningCount() {
        return running.size();
    }

    @Override
    public List<OperationFigures> lastMinute() {
        return figures;
    }

    @Override
    public List<SlowFile> slowest(int limit) {
        return slow.stream().limit(limit).toList();
    }

    @Override
    public List<Second> perSecond() {
        return seconds;
    }
}
