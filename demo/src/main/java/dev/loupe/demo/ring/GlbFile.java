package dev.loupe.demo.ring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** glTF 2.0 in its binary container (Khronos specification, section 4.4): a header, a JSON chunk, a binary chunk. */
final class GlbFile {
    private static final int MAGIC = 0x46546C67;
    private static final int VERSION = 2;
    private static final int JSON = 0x4E4F534A;
    private static final int BIN = 0x004E4942;
    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int XYZ = 12;
    private static final int TRIANGLE = 12;

    private GlbFile() {}

    static void write(Mesh mesh, OutputStream out) throws IOException {
        byte[] json = padded(json(mesh).getBytes(StandardCharsets.US_ASCII));
        int binary = mesh.vertices() * XYZ + mesh.triangles() * TRIANGLE;
        LittleEndian numbers = new LittleEndian(out);
        numbers.int32(MAGIC);
        numbers.int32(VERSION);
        numbers.int32(HEADER + CHUNK_HEADER + json.length + CHUNK_HEADER + binary);
        numbers.int32(json.length);
        numbers.int32(JSON);
        out.write(json);
        numbers.int32(binary);
        numbers.int32(BIN);
        float[] xyz = new float[3];
        for (int i = 0; i < mesh.vertices(); i++) {
            mesh.vertex(i, xyz);
            numbers.float32(xyz);
        }
        int[] corners = new int[3];
        for (int i = 0; i < mesh.triangles(); i++) {
            mesh.triangle(i, corners);
            for (int corner : corners) {
                numbers.int32(corner);
            }
        }
    }

    /** Chunks are multiples of four bytes; JSON is filled up with blanks. */
    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, (json.length + 3) / 4 * 4);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static String json(Mesh mesh) {
        int positions = mesh.vertices() * XYZ;
        int indices = mesh.triangles() * TRIANGLE;
        float[] least = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        float[] xyz = new float[3];
        for (int i = 0; i < mesh.vertices(); i++) {
            mesh.vertex(i, xyz);
            for (int k = 0; k < 3; k++) {
                least[k] = Math.min(least[k], xyz[k]);
                most[k] = Math.max(most[k], xyz[k]);
            }
        }
        return """
                {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0,"name":"ring"}],\
                "meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1}]}],\
                "buffers":[{"byteLength":%d}],\
                "bufferViews":[{"buffer":0,"byteLength":%d,"target":34962},\
                {"buffer":0,"byteOffset":%d,"byteLength":%d,"target":34963}],\
                "accessors":[{"bufferView":0,"componentType":5126,"count":%d,"type":"VEC3","min":%s,"max":%s},\
                {"bufferView":1,"componentType":5125,"count":%d,"type":"SCALAR"}]}"""
                .formatted(
                        positions + indices,
                        positions,
                        positions,
                        indices,
                        mesh.vertices(),
                        array(least),
                        array(most),
                        mesh.triangles() * 3);
    }

    /** As many digits as a float has, since the limits must equal the data. */
    private static String array(float[] xyz) {
        return String.format(Locale.ROOT, "[%s,%s,%s]", xyz[0], xyz[1], xyz[2]);
    }
}
