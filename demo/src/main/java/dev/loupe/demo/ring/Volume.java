package dev.loupe.demo.ring;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Measures how much metal a model needs: the volume that its triangles enclose. */
public final class Volume {
    private static final int BUFFER = 1 << 16;

    private Volume() {}

    /**
     * Reads a model to its end.
     *
     * @param fileName of which the extension tells the format: {@code stl} or {@code obj}
     * @return cubic millimetres
     * @throws IOException if it is no such model, or not all of one
     */
    public static double of(String fileName, InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in, BUFFER);
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "stl" -> StlReader.volume(buffered);
            case "obj" -> ObjReader.volume(buffered);
            default -> throw new IOException("models are read as stl or obj");
        };
    }
}
