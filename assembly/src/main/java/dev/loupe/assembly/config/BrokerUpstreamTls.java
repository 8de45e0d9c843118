package dev.loupe.assembly.config;

import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS towards a RabbitMQ.
 *
 * @param mode what is demanded of its certificate
 * @param trust PEM file of the authorities that are trusted; without it, those of the Java runtime
 * @param certificate PEM file of our own certificate
 * @param key PEM file of its private key
 * @param serverName the name to ask for and to verify, if it is not the host
 */
public record BrokerUpstreamTls(
        TlsMode mode,
        Optional<Path> trust,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<String> serverName) {
    /** None. */
    public static BrokerUpstreamTls defaults() {
        return new BrokerUpstreamTls(
                TlsMode.OFF, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    UpstreamTls settings() {
        try {
            return new UpstreamTls(mode, trust, certificate, key, serverName);
        } catch (InvalidSetting e) {
            throw new InvalidSetting("upstream.tls." + e.key(), e.allowed());
        }
    }

    boolean isOff() {
        return mode == TlsMode.OFF;
    }
}
