package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.statement.StatementSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;

/**
 * One database that a wrapped service uses, as far as its spans and metrics are concerned.
 *
 * @param name under which the configuration knows it: {@code peer.service} of its spans, and a label of its metrics
 * @param host of the server, as spans name it
 * @param port of the server; 0 for a Unix socket
 * @param background whether the service works here on its own account too, so that the one request in flight need not be the
 *     reason
 * @param exclude globs of query summaries: such statements are counted, and make no spans
 * @param slow from when on a statement is slow: it is kept, counted and logged; up to a day, and 0 makes all of them slow
 * @param fingerprints of how many different statements figures are kept; what is more is added up as {@code _OTHER}
 * @param statements how their texts are read
 */
public record DatabaseSettings(
        String name,
        String host,
        int port,
        boolean background,
        List<String> exclude,
        Duration slow,
        int fingerprints,
        StatementSettings statements) {
    /** Checks ranges. */
    public DatabaseSettings {
        InvalidSetting.unlessWithin("port", port, 0, 65_535);
        InvalidSetting.unlessWithin("slow", slow, Duration.ZERO, Duration.ofDays(1));
        InvalidSetting.unlessWithin("fingerprints", fingerprints, 1, 100_000);
        exclude = List.copyOf(exclude);
    }

    /** No exclusions, slow from 500 ms, figures of 1,000 statements. */
    public static DatabaseSettings of(String name, String host, int port) {
        return new DatabaseSettings(
                name, host, port, false, List.of(), Duration.ofMillis(500), 1_000, StatementSettings.defaults());
    }
}
