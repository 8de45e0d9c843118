package dev.loupe.console.config;

import java.nio.file.Path;

/**
 * The identity that a listener shows to those who connect over TLS.
 *
 * @param certificate PEM file with the certificate, followed by its intermediates
 * @param key PEM file with the private key, PKCS #8, not encrypted
 */
public record ServerTls(Path certificate, Path key) {}
