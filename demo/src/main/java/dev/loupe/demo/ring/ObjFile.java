package dev.loupe.demo.ring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Wavefront OBJ files: corners, then faces that count them from 1. */
final class ObjFile {
    private ObjFile() {}

    static void write(Mesh mesh, OutputStream out) throws IOException {
        line(out, "# a ring, millimetres");
        line(out, "o ring");
        float[] xyz = new float[3];
        for (int i = 0; i < mesh.vertices(); i++) {
            mesh.vertex(i, xyz);
            line(out, String.format(Locale.ROOT, "v %.5f %.5f %.5f", xyz[0], xyz[1], xyz[2]));
        }
        int[] corners = new int[3];
        for (int i = 0; i < mesh.triangles(); i++) {
            mesh.triangle(i, corners);
            line(out, "f " + (corners[0] + 1) + ' ' + (corners[1] + 1) + ' ' + (corners[2] + 1));
        }
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + '\n').getBytes(StandardCharsets.US_ASCII));
    }
}
