package dev.loupe.assembly.config;

import dev.loupe.relay.net.tls.ListenTls;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What TLS ends with at the listener of a database or a broker.
 *
 * @param certificate PEM file with the certificate, followed by its intermediates
 * @param key PEM file with the private key, PKCS #8, not encrypted
 * @param clientTrust PEM file of authorities: if it is there, clients have to show a certificate of theirs
 */
public record TerminatedTls(Path certificate, Path key, Optional<Path> clientTrust) {
    ListenTls settings() {
        return new ListenTls(certificate, key, clientTrust);
    }
}
