package dev.loupe.demo.ring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Stereolithography files: triangles with their normals, nothing else. */
final class StlFile {
    private static final int HEADER = 80;

    private StlFile() {}

    static void binary(Mesh mesh, OutputStream out) throws IOException {
        // A header that began with "solid" would be taken for the text form.
        out.write(Arrays.copyOf("binary ring, millimetres".getBytes(StandardCharsets.US_ASCII), HEADER));
        LittleEndian numbers = new LittleEndian(out);
        numbers.int32(mesh.triangles());
        Facet facet = new Facet(mesh);
        for (int i = 0; i < mesh.triangles(); i++) {
            facet.load(i);
            numbers.float32(facet.normal);
            numbers.float32(facet.a);
            numbers.float32(facet.b);
            numbers.float32(facet.c);
            numbers.int16(0);
        }
    }

    static void ascii(Mesh mesh, OutputStream out) throws IOException {
        Facet facet = new Facet(mesh);
        line(out, "solid ring");
        for (int i = 0; i < mesh.triangles(); i++) {
            facet.load(i);
            line(out, "  facet normal " + text(facet.normal));
            line(out, "    outer loop");
            line(out, "      vertex " + text(facet.a));
            line(out, "      vertex " + text(facet.b));
            line(out, "      vertex " + text(facet.c));
            line(out, "    endloop");
            line(out, "  endfacet");
        }
        line(out, "endsolid ring");
    }

    private static String text(float[] xyz) {
        return String.format(Locale.ROOT, "%e %e %e", xyz[0], xyz[1], xyz[2]);
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    /** One triangle's corners and its unit normal. */
    private static final class Facet {
        private final Mesh mesh;
        private final int[] corners = new int[3];
        private final float[] a = new float[3];
        private final float[] b = new float[3];
        private final float[] c = new float[3];
        private final float[] normal = new float[3];

        Facet(Mesh mesh) {
            this.mesh = mesh;
        }

        void load(int triangle) {
            mesh.triangle(triangle, corners);
            mesh.vertex(corners[0], a);
            mesh.vertex(corners[1], b);
            mesh.vertex(corners[2], c);
            double length = 0;
            for (int k = 0; k < 3; k++) {
                int l = (k + 1) % 3;
                int m = (k + 2) % 3;
                normal[k] = (b[l] - a[l]) * (c[m] - a[m]) - (b[m] - a[m]) * (c[l] - a[l]);
                length += (double) normal[k] * normal[k];
            }
            for (int k = 0; k < 3 && length > 0; k++) {
                normal[k] /= (float) Math.sqrt(length);
            }
        }
    }
}
