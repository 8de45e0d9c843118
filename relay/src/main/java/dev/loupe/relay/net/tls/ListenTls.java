package dev.loupe.relay.net.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a client's TLS ends with. The files are read again when they change.
 *
 * @param certificate PEM, the whole chain
 * @param key PEM
 * @param clientTrust PEM of authorities; if it is there, clients over TCP have to show a certificate of theirs
 */
public record ListenTls(Path certificate, Path key, Optional<Path> clientTrust) {}
