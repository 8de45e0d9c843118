package dev.loupe.console.web;

import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.Telemetry.Exposition;
import dev.loupe.telemetry.live.LiveOperations;
import dev.loupe.telemetry.recent.RecentTraces;
import java.util.function.Function;

/**
 * Where the console's figures come from; all of it is called from any thread.
 *
 * @param live what is in flight, and rolling figures
 * @param traces kept traces of the last while
 * @param metrics the Prometheus exposition for an {@code Accept} header, which may be empty
 */
public record Sources(LiveOperations live, RecentTraces traces, Function<String, Exposition> metrics) {
    /** Those of a process's pipeline. */
    public static Sources of(Telemetry telemetry) {
        return new Sources(telemetry.live(), telemetry.recentTraces(), telemetry::prometheus);
    }
}
