package dev.loupe.console.web.page;

import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.live.LiveOperations.Running;
import dev.loupe.telemetry.live.LiveOperations.Second;
import java.util.List;

/**
 * What happens right now.
 *
 * @param runningCount how many requests are in flight
 * @param running the oldest of them
 * @param requests for each second
 * @param bytes for each second
 * @param lately requests of the last two minutes
 * @param errorsLately those of them that failed or broke
 * @param clock when this was looked at
 */
record LivePanel(
        int runningCount,
        List<Running> running,
        Sparkline requests,
        Sparkline bytes,
        long lately,
        long errorsLately,
        String clock) {
    private static final int MOST_ROWS = 20;

    static LivePanel of(LiveOperations live, Times times) {
        List<Second> seconds = live.perSecond();
        return new LivePanel(
                live.runningCount(),
                live.running(MOST_ROWS),
                Sparkline.of(seconds, Second::requests),
                Sparkline.of(seconds, Second::bytes),
                seconds.stream().mapToLong(Second::requests).sum(),
                seconds.stream().mapToLong(Second::errors).sum(),
                times.clock());
    }

    /** In flight, but not listed. */
    int more() {
        return Math.max(0, runningCount - running.size());
    }
}
