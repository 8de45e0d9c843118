package dev.loupe.assembly.config;

import dev.loupe.relay.postgres.PostgresRelaySettings;
import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a service connects in place of its database.
 *
 * @param host address to listen on
 * @param port 0 picks a free one; may be left out if there is a socket
 * @param socket Unix socket to listen on, such as {@code /run/loupe/.s.PGSQL.5432}
 * @param encryption what becomes of a client's wish for TLS
 * @param tls certificate and key where TLS ends here
 * @param maxConnections more are told {@code too_many_connections}
 * @param startTimeout how long a client may take to say what it wants
 * @param idleTimeout how long a session may be idle outside a transaction; 0 for no limit
 */
public record DatabaseListen(
        String host,
        Optional<Integer> port,
        Optional<Path> socket,
        PostgresRelaySettings.Encryption encryption,
        Optional<TerminatedTls> tls,
        int maxConnections,
        Duration startTimeout,
        Duration idleTimeout) {
    private static final int CONNECTIONS = 1_000;

    /** Checks the ranges of each; that they fit each other is checked with the rest. */
    public DatabaseListen {
        if (host.isBlank()) {
            throw new InvalidSetting("host", "an address to listen on, such as 127.0.0.1 or 0.0.0.0");
        }
        port.ifPresent(number -> InvalidSetting.unlessWithin("port", number, 0, 65_535));
        InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
        Range.check("startTimeout", startTimeout, Range.MILLISECOND, Range.HOUR);
        Range.check("idleTimeout", idleTimeout, Duration.ZERO, Range.DAY);
    }

    /** {@code 127.0.0.1}, no port yet. */
    public static DatabaseListen defaults() {
        return new DatabaseListen(
                "127.0.0.1",
                Optional.empty(),
                Optional.empty(),
                PostgresRelaySettings.Encryption.RELAY,
                Optional.empty(),
                CONNECTIONS,
                Duration.ofSeconds(15),
                Duration.ZERO);
    }

    PostgresRelaySettings.Listen settings() {
        try {
            return new PostgresRelaySettings.Listen(
                    host,
                    port.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                    socket,
                    tls.map(TerminatedTls::settings),
                    encryption,
                    maxConnections,
                    startTimeout,
                    idleTimeout);
        } catch (InvalidSetting e) {
            throw new InvalidSetting("listen." + e.key(), e.allowed());
        }
    }
}
