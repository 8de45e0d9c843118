package dev.loupe.demo.ring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Stanford polygon files: a header in text that counts corners and faces, then both. */
final class PlyFile {
    private PlyFile() {}

    static void binary(Mesh mesh, OutputStream out) throws IOException {
        header(mesh, "binary_little_endian", out);
        LittleEndian numbers = new LittleEndian(out);
        float[] xyz = new float[3];
        for (int i = 0; i < mesh.vertices(); i++) {
            mesh.vertex(i, xyz);
            numbers.float32(xyz);
        }
        int[] corners = new int[3];
        for (int i = 0; i < mesh.triangles(); i++) {
            mesh.triangle(i, corners);
            out.write(3);
            for (int corner : corners) {
                numbers.int32(corner);
            }
        }
    }

    static void ascii(Mesh mesh, OutputStream out) throws IOException {
        header(mesh, "ascii", out);
        float[] xyz = new float[3];
        for (int i = 0; i < mesh.vertices(); i++) {
            mesh.vertex(i, xyz);
            text(out, String.format(Locale.ROOT, "%.5f %.5f %.5f\n", xyz[0], xyz[1], xyz[2]));
        }
        int[] corners = new int[3];
        for (int i = 0; i < mesh.triangles(); i++) {
            mesh.triangle(i, corners);
            text(out, "3 " + corners[0] + ' ' + corners[1] + ' ' + corners[2] + '\n');
        }
    }

    private static void header(Mesh mesh, String format, OutputStream out) throws IOException {
        text(out, "ply\nformat " + format + " 1.0\ncomment a ring, millimetres\n");
        text(out, "element vertex " + mesh.vertices() + "\n");
        text(out, "property float x\nproperty float y\nproperty float z\n");
        text(out, "element face " + mesh.triangles() + "\nproperty list uchar int vertex_indices\nend_header\n");
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
