package dev.loupe.console.launch;

import dev.loupe.telemetry.Settings;
import java.time.Duration;

/**
 * What the launcher needs to know of a configuration.
 *
 * @param serviceName default {@code service.name} of the telemetry
 * @param threads event loops; 0 for as many as the machine has cores
 * @param drain how long {@link Running#drain} may take
 * @param telemetry traces, metrics and logs
 */
public record ProcessSettings(String serviceName, int threads, Duration drain, Settings telemetry) {
    /** The event loops, resolved. */
    int eventLoops() {
        return eventLoops(threads);
    }

    /** How many event loops are meant by that number of threads; 0 means as many as the machine has cores. */
    public static int eventLoops(int threads) {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
