package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.postgres.PostgresRelaySettings;
import dev.loupe.relay.postgres.monitor.MonitorSettings;
import dev.loupe.relay.postgres.session.DatabaseSettings;
import dev.loupe.relay.postgres.statement.StatementNames;
import dev.loupe.relay.postgres.statement.StatementSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A path between the service and a PostgreSQL database.
 *
 * @param name of the database, as in {@code peer.service}
 * @param listen where the service connects, in place of the server
 * @param upstream the server
 * @param background whether the service uses the database for work of its own too
 * @param applicationName is put behind {@code application_name} when a session starts; empty to change nothing
 * @param exclude globs of query summaries, such as {@code SELECT pg_catalog.*}: counted, but no spans
 * @param keys where business keys stand
 * @param slow from when on a statement is slow
 * @param statements how many texts are kept parsed
 * @param monitor asks the database how it is, and who waits for whom; without it nobody is blamed
 */
public record Database(
        @Given String name,
        DatabaseListen listen,
        DatabaseUpstream upstream,
        boolean background,
        String applicationName,
        List<String> exclude,
        List<DatabaseKey> keys,
        Duration slow,
        int statements,
        Optional<Monitor> monitor) {
    private static final int STATEMENTS = 1_000;
    private static final int FINGERPRINTS = 1_000;

    /** Checks names and ranges. */
    public Database {
        PeerName.check("name", name);
        Range.check("slow", slow, Duration.ZERO, Range.DAY);
        InvalidSetting.unlessWithin("statements", statements, 1, 1_000_000);
    }

    /** The values of keys that an item does not give. */
    public static Database defaults() {
        return new Database(
                "database",
                DatabaseListen.defaults(),
                DatabaseUpstream.defaults(),
                false,
                "",
                List.of(),
                List.of(),
                Duration.ofMillis(500),
                STATEMENTS,
                Optional.empty());
    }

    /**
     * As the relay wants it.
     *
     * @param memory bytes of traffic that may be held
     * @throws InvalidSetting if parts do not fit each other
     */
    public PostgresRelaySettings relay(long memory) {
        return new PostgresRelaySettings(listen.settings(), upstream.settings(), applicationName, memory);
    }

    /** As the observer wants it. */
    public DatabaseSettings observed() {
        return new DatabaseSettings(
                name,
                upstream.host(),
                upstream.socket().isPresent() ? 0 : upstream.port(),
                background,
                exclude,
                slow,
                FINGERPRINTS,
                new StatementSettings(statements, StatementSettings.defaults().bytes(), DatabaseKey.rules(keys)));
    }

    /** As the monitor wants it; empty if there is to be none. */
    public Optional<MonitorSettings> monitored() {
        return monitor.filter(Monitor::enabled).map(wanted -> wanted.settings(upstream));
    }

    /** Which statements are excluded, by their summaries. */
    StatementNames exclusions() {
        return new StatementNames(exclude);
    }

    /** Whether its parts fit each other, which is said of the keys below a path. */
    void check(String group) {
        check(group, () -> relay(1 << 20));
        check(group, this::observed);
        check(group + ".monitor", this::monitored);
    }

    private static void check(String group, Runnable attempt) {
        try {
            attempt.run();
        } catch (InvalidSetting e) {
            throw new InvalidSetting(group + '.' + e.key(), e.allowed());
        }
    }
}
