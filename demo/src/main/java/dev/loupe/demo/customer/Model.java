package dev.loupe.demo.customer;

import dev.loupe.demo.ring.RingFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/**
 * A ring in a file, ready to be uploaded.
 *
 * @param key under which it goes into the store
 * @param file where it is
 * @param size its bytes
 * @param sha256 of its bytes, hexadecimal
 */
record Model(String key, Path file, long size, String sha256) {
    /** Makes a ring of about that size. */
    static Model make(Path folder, String key, RingFormat format, long about, long seed) throws IOException {
        Path file = Files.createTempFile(folder, "ring", "." + format.extension());
        Checksum checksum = new Checksum();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), checksum.digest())) {
            format.write(about, seed, out);
        }
        return new Model(key, file, Files.size(file), checksum.hex(HexFormat.of()));
    }
}
