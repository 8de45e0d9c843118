package dev.loupe.demo.ring;

import java.io.IOException;

/** Numbers in the text formats. */
final class Numbers {
    private Numbers() {}

    /** The three after the line's first word. */
    static float[] three(String line) throws IOException {
        String[] words = line.split("\\s+", -1);
        if (words.length < 4) {
            throw new IOException("expected three numbers");
        }
        try {
            return new float[] {Float.parseFloat(words[1]), Float.parseFloat(words[2]), Float.parseFloat(words[3])};
        } catch (NumberFormatException e) {
            throw new IOException("expected three numbers", e);
        }
    }
}
