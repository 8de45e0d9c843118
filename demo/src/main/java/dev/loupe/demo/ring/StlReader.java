package dev.loupe.demo.ring;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads stereolithography files of both forms, a triangle at a time. */
final class StlReader {
    private static final int HEADER = 80;
    private static final int TRIANGLE = 50;
    private static final int NORMAL = 12;
    private static final byte[] TEXT = "solid".getBytes(StandardCharsets.US_ASCII);

    private StlReader() {}

    static double volume(InputStream in) throws IOException {
        in.mark(TEXT.length);
        byte[] first = in.readNBytes(TEXT.length);
        in.reset();
        return java.util.Arrays.equals(first, TEXT) ? text(in) : binary(in);
    }

    private static double binary(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        data.readFully(new byte[HEADER]);
        byte[] bytes = new byte[TRIANGLE];
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        data.readFully(bytes, 0, Integer.BYTES);
        long count = Integer.toUnsignedLong(record.getInt(0));
        Tetrahedra sum = new Tetrahedra();
        float[][] corners = new float[3][3];
        for (long i = 0; i < count; i++) {
            data.readFully(bytes);
            record.position(NORMAL);
            for (float[] corner : corners) {
                for (int k = 0; k < corner.length; k++) {
                    corner[k] = record.getFloat();
                }
            }
            sum.add(corners[0], corners[1], corners[2]);
        }
        return sum.volume();
    }

    private static double text(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        Tetrahedra sum = new Tetrahedra();
        float[][] corners = new float[3][];
        int corner = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String text = line.strip();
            if (text.startsWith("vertex ")) {
                corners[corner++] = Numbers.three(text);
                if (corner == corners.length) {
                    sum.add(corners[0], corners[1], corners[2]);
                    corner = 0;
                }
            } else if (text.startsWith("endsolid")) {
                return sum.volume();
            }
        }
        throw new IOException("the model ends before its end");
    }
}
