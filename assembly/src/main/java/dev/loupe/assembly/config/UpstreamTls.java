package dev.loupe.assembly.config;

import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an {@code https} server is trusted, and what it is shown.
 *
 * @param trust PEM file of the authorities that are trusted; without it, those of the Java runtime
 * @param certificate PEM file of our own certificate, for a server that asks for one
 * @param key PEM file of its private key
 * @param verifyHost whether the server's certificate must bear its name
 * @param serverName the name to ask for and to verify, if it is not the host of the address
 */
public record UpstreamTls(
        Optional<Path> trust,
        Optional<Path> certificate,
        Optional<Path> key,
        boolean verifyHost,
        Optional<String> serverName) {
    /** Checks that certificate and key come together. */
    public UpstreamTls {
        if (certificate.isPresent() != key.isPresent()) {
            throw new InvalidSetting(
                    key.isPresent() ? "certificate" : "key", "given too: certificate and key belong together");
        }
    }

    /** The Java runtime's authorities, host verified, no certificate of our own. */
    public static UpstreamTls defaults() {
        return new UpstreamTls(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty());
    }
}
