package dev.loupe.proxy;

import dev.loupe.assembly.config.Listen;
import dev.loupe.assembly.config.Range;
import dev.loupe.assembly.config.S3Rules;
import dev.loupe.assembly.config.Upstream;
import dev.loupe.console.ConsoleSettings;
import dev.loupe.console.config.DataSize;
import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.Settings;
import java.time.Duration;

/**
 * The proxy's configuration; component names are the keys of the YAML file, which {@code docs/configuration.md} explains.
 *
 * @param service {@code service.name} of the spans: the store on whose behalf the proxy speaks
 * @param threads event loops; 0 for as many as the machine has cores
 * @param drain how long requests in flight may go on after {@code SIGTERM}
 * @param memory how much traffic may be held for sides that do not take it, before they are given as little as possible
 * @param listen where clients connect
 * @param upstream the store
 * @param s3 what is particular to S3
 * @param telemetry traces, metrics and logs
 * @param console health, metrics and the page
 */
public record ProxyConfig(
        String service,
        int threads,
        Duration drain,
        DataSize memory,
        Listen listen,
        Upstream upstream,
        S3Rules s3,
        Settings telemetry,
        ConsoleSettings console) {
    /**
     * Checks ranges.
     *
     * @throws InvalidSetting naming the component at fault
     */
    public ProxyConfig {
        if (service.isBlank()) {
            throw new InvalidSetting("service", "the name of the service that the spans are about");
        }
        InvalidSetting.unlessWithin("threads", threads, 0, 256);
        Range.check("drain", drain, Duration.ZERO, Range.HOUR);
        Range.check("memory", memory, DataSize.ofKibibytes(1_024), DataSize.ofKibibytes(16L * 1_024 * 1_024));
        boolean samePort = console.port() != 0 && console.port() == listen.port();
        if (console.enabled() && samePort && console.host().equals(listen.host())) {
            throw new InvalidSetting("console.port", "another port than listen.port");
        }
    }

    /** In front of {@code http://127.0.0.1:9001}, for this machine only, selective, exporting nowhere. */
    public static ProxyConfig defaults() {
        return new ProxyConfig(
                "3d-files-storage",
                0,
                Duration.ofSeconds(20),
                DataSize.ofKibibytes(64 * 1_024),
                Listen.defaults(),
                Upstream.defaults(),
                S3Rules.defaults(),
                Settings.defaults(),
                ConsoleSettings.defaults());
    }
}
