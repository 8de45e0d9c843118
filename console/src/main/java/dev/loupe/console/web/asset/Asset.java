package dev.loupe.console.web.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A file for the browser.
 *
 * @param path address that changes with the content, so that browsers may keep it for ever
 * @param contentType its media type
 * @param content not to be changed
 */
public record Asset(String path, String contentType, byte[] content) {
    private static final int DIGITS = 12;

    /** Reads a resource. */
    static Asset load(String resource, String name, String contentType) {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The class path lacks " + resource);
            }
            byte[] content = in.readAllBytes();
            return new Asset("/assets/" + fingerprint(content) + "/" + name, contentType, content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    private static String fingerprint(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return String.format("%064x", new BigInteger(1, hash)).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
