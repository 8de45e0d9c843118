package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.postgres.monitor.MonitorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who asks a database how it is, over a connection of its own.
 *
 * @param enabled whether it does
 * @param user a role with the rights of {@code pg_monitor}, and no others
 * @param password of that role
 * @param database that the service uses
 * @param interval between two looks at the database's figures
 * @param timeout of each question
 * @param blame who waits for whom
 * @param plans plans of slow statements
 */
public record Monitor(
        boolean enabled,
        String user,
        String password,
        @Given String database,
        Duration interval,
        Duration timeout,
        Blame blame,
        Plans plans) {
    /**
     * Who waits for whom.
     *
     * @param enabled whether that is asked
     * @param after how long a statement runs before it is asked
     * @param every how often it is asked at most
     */
    public record Blame(boolean enabled, Duration after, Duration every) {
        /** Checks ranges. */
        public Blame {
            new MonitorSettings.Blame(after, every);
        }
    }

    /**
     * Plans of slow statements.
     *
     * @param enabled whether they are asked for
     * @param every how often the same statement's, at most
     */
    public record Plans(boolean enabled, Duration every) {
        /** Checks the range. */
        public Plans {
            new MonitorSettings.Plans(every);
        }
    }

    /** Checks ranges. */
    public Monitor {
        Range.check("interval", interval, Duration.ofMillis(100), Range.DAY);
        Range.check("timeout", timeout, Duration.ofMillis(50), Duration.ofMinutes(5));
    }

    /** The values of keys that are not given. */
    public static Monitor defaults() {
        return new Monitor(
                true,
                "loupe_monitor",
                "",
                "postgres",
                Duration.ofSeconds(15),
                Duration.ofSeconds(2),
                new Blame(true, Duration.ofMillis(50), Duration.ofMillis(50)),
                new Plans(false, Duration.ofHours(1)));
    }

    MonitorSettings settings(DatabaseUpstream upstream) {
        Optional<Path> folder = upstream.socket().map(Path::getParent);
        return new MonitorSettings(
                new MonitorSettings.Server(
                        upstream.host(), port(upstream), folder, upstream.tls().monitored(), user, password, database),
                interval,
                timeout,
                blame.enabled()
                        ? Optional.of(new MonitorSettings.Blame(blame.after(), blame.every()))
                        : Optional.empty(),
                plans.enabled() ? Optional.of(new MonitorSettings.Plans(plans.every())) : Optional.empty());
    }

    /** A Unix socket's file bears the port in its name. */
    private static int port(DatabaseUpstream upstream) {
        String file =
                upstream.socket().map(Path::getFileName).map(Path::toString).orElse("");
        String suffix = file.substring(file.lastIndexOf('.') + 1);
        return suffix.matches("\\d{1,5}") ? Integer.parseInt(suffix) : upstream.port();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Monitor[user=" + user + ", database=" + database + ']';
    }
}
