package dev.loupe.demo.ring;

import java.io.IOException;
import java.io.OutputStream;

/** Writes numbers in the byte order that all these formats use. */
final class LittleEndian {
    private final OutputStream out;

    LittleEndian(OutputStream out) {
        this.out = out;
    }

    void int16(int value) throws IOException {
        out.write(value);
        out.write(value >>> 8);
    }

    void int32(int value) throws IOException {
        int16(value);
        int16(value >>> 16);
    }

    void float32(float value) throws IOException {
        int32(Float.floatToRawIntBits(value));
    }

    void float32(float[] values) throws IOException {
        for (float value : values) {
            float32(value);
        }
    }
}
