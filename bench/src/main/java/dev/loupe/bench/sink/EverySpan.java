package dev.loupe.bench.sink;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Telemetry that keeps and exports every span, with room for a million that wait. */
public final class EverySpan {
    private static final int QUEUE = 1_000_000;

    private EverySpan() {}

    /**
     * Starts it.
     *
     * @param endpoint of a sink
     * @param serviceName of those who do not speak on behalf of another
     */
    public static Telemetry exportedTo(String endpoint, String serviceName) {
        Settings defaults = Settings.defaults();
        Settings.Keep keep = defaults.keep();
        Settings.Export export = defaults.export();
        return Telemetry.start(
                new Settings(
                        new Settings.Keep(
                                Settings.Policy.ALL,
                                keep.baseline(),
                                keep.slow(),
                                keep.slowByOperation(),
                                keep.trustCaller(),
                                keep.maxWaitingSpans(),
                                keep.maxWait(),
                                keep.verdicts()),
                        new Settings.Export(
                                Optional.of(URI.create(endpoint)),
                                export.protocol(),
                                Map.of(),
                                QUEUE,
                                export.batch(),
                                export.delay(),
                                export.timeout(),
                                Map.of()),
                        defaults.recent(),
                        defaults.log(),
                        defaults.metrics(),
                        new Settings.Privacy(
                                Map.of("1", "a key for the benchmark"), Optional.of(1), Optional.empty(), List.of())),
                Map.of(),
                serviceName);
    }
}
