package dev.loupe.bench.s3;

import dev.loupe.bench.load.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The objects of the benchmark; sizes are powers of two, named as the design names its cases. */
enum StoredObject {
    KB_1("1KB", 1 << 10),
    KB_64("64KB", 1 << 16),
    MB_1("1MB", 1 << 20),
    MB_16("16MB", 16 << 20),
    MB_100("100MB", 100 << 20);

    private static final int PIECE = 1 << 20;

    private final String label;
    private final int bytes;

    StoredObject(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** Its size as a case's name has it. */
    String label() {
        return label;
    }

    /** Reads it in path style. */
    Request get() {
        return new Request("GET", "/bench/" + label + ".bin", bytes);
    }

    /** Uploads as many bytes to a place that throws them away. */
    Request put() {
        return new Request("PUT", "/put/" + label + ".bin", bytes);
    }

    /** The object's file below the origin's root. */
    Path in(Path root) {
        return root.resolve("bench").resolve(label + ".bin");
    }

    /** Writes random bytes, the same in each run, so that no system gains from compressing or from zero pages. */
    void writeBelow(Path root) throws IOException {
        Random random = new Random(bytes);
        byte[] piece = new byte[Math.min(bytes, PIECE)];
        Files.createDirectories(in(root).getParent());
        try (OutputStream out = Files.newOutputStream(in(root))) {
            for (int written = 0; written < bytes; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }
}
