package dev.loupe.demo.customer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making. */
final class Checksum {
    private final MessageDigest digest;

    Checksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    MessageDigest digest() {
        return digest;
    }

    void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    String hex(HexFormat format) {
        return format.formatHex(digest.digest());
    }
}
