package dev.loupe.assembly.config;

import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresRelaySettings.TlsNegotiation;
import dev.loupe.relay.postgres.monitor.MonitorSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS towards a PostgreSQL server.
 *
 * @param mode what is demanded, as libpq's {@code sslmode}
 * @param negotiation how it begins; {@code direct} from PostgreSQL 17 on
 * @param trust PEM file of the authorities that are trusted; without it, those of the Java runtime
 * @param certificate PEM file of our own certificate
 * @param key PEM file of its private key
 * @param serverName the name to ask for and to verify, if it is not the host
 */
public record DatabaseUpstreamTls(
        TlsMode mode,
        TlsNegotiation negotiation,
        Optional<Path> trust,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<String> serverName) {
    /** None. */
    public static DatabaseUpstreamTls defaults() {
        return new DatabaseUpstreamTls(
                TlsMode.OFF,
                TlsNegotiation.POSTGRES,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    UpstreamTls settings() {
        try {
            return new UpstreamTls(mode, trust, certificate, key, serverName);
        } catch (InvalidSetting e) {
            throw new InvalidSetting("tls." + e.key(), e.allowed());
        }
    }

    /** As the monitor's own connection wants it. */
    Optional<MonitorSettings.Tls> monitored() {
        Optional<MonitorSettings.Tls.Pair> pair =
                certificate.flatMap(chain -> key.map(secret -> new MonitorSettings.Tls.Pair(chain, secret)));
        return switch (mode) {
            case OFF -> Optional.empty();
            case REQUIRE -> Optional.of(new MonitorSettings.Tls(MonitorSettings.Tls.Verify.NOTHING, trust, pair));
            case VERIFY_CA -> Optional.of(new MonitorSettings.Tls(MonitorSettings.Tls.Verify.ISSUER, trust, pair));
            case VERIFY_FULL -> Optional.of(new MonitorSettings.Tls(MonitorSettings.Tls.Verify.HOST, trust, pair));
        };
    }
}
