package dev.loupe.relay.net.tls;

import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS towards a server. The files are read again when they change.
 *
 * @param mode what is demanded
 * @param trust PEM of trusted authorities; empty for the JDK's; only where something is verified
 * @param certificate PEM of a client certificate's chain; empty for none
 * @param key PEM of its key; there if the certificate is
 * @param serverName name for SNI and verification; empty for the host
 */
public record UpstreamTls(
        TlsMode mode,
        Optional<Path> trust,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<String> serverName) {
    /** Checks that the parts fit each other. */
    public UpstreamTls {
        if (certificate.isPresent() != key.isPresent()) {
            throw new InvalidSetting("key", "there if certificate is, and only then");
        }
        if (trust.isPresent() && (mode == TlsMode.OFF || mode == TlsMode.REQUIRE)) {
            throw new InvalidSetting("mode", "verify-ca or verify-full if there is somebody to trust");
        }
    }

    /** None. */
    public static UpstreamTls off() {
        return of(TlsMode.OFF);
    }

    /** That, with the JDK's trust and no certificate. */
    public static UpstreamTls of(TlsMode mode) {
        return new UpstreamTls(mode, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
