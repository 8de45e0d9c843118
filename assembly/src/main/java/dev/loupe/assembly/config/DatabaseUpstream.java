package dev.loupe.assembly.config;

import dev.loupe.relay.postgres.PostgresRelaySettings;
import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL server.
 *
 * @param host name or address
 * @param port its port
 * @param socket its Unix socket, such as {@code /run/postgresql/.s.PGSQL.5432}, instead of host and port
 * @param tls whether and how TLS is spoken to it
 * @param connectTimeout for one connection, and as long again for TLS
 */
public record DatabaseUpstream(
        String host, int port, Optional<Path> socket, DatabaseUpstreamTls tls, Duration connectTimeout) {
    private static final int PORT = 5432;

    /** Checks ranges. */
    public DatabaseUpstream {
        if (host.isBlank()) {
            throw new InvalidSetting("host", "the name or address of a PostgreSQL server");
        }
        InvalidSetting.unlessWithin("port", port, 1, 65_535);
        Range.check("connectTimeout", connectTimeout, Range.MILLISECOND, Range.HOUR);
    }

    /** {@code 127.0.0.1:5432}, without TLS. */
    public static DatabaseUpstream defaults() {
        return new DatabaseUpstream(
                "127.0.0.1", PORT, Optional.empty(), DatabaseUpstreamTls.defaults(), Duration.ofSeconds(5));
    }

    PostgresRelaySettings.Upstream settings() {
        try {
            return new PostgresRelaySettings.Upstream(
                    host, port, socket, tls.settings(), tls.negotiation(), connectTimeout);
        } catch (InvalidSetting e) {
            throw new InvalidSetting("upstream." + e.key(), e.allowed());
        }
    }

    /** Such as {@code postgres://db:5432}. */
    public String address() {
        return socket.map(path -> "postgres:" + path).orElseGet(() -> "postgres://" + host + ':' + port);
    }
}
