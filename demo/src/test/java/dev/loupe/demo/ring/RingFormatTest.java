package dev.loupe.demo.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads what was written with readers of its own, that know the formats from their specifications only. */
class RingFormatTest {
    private static final long SIZE = 200_000;

    private static byte[] written(RingFormat format, long size, long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(size, seed, out);
        return out.toByteArray();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @EnumSource(RingFormat.class)
    void anyFormat_hasAboutTheSizeThatWasAskedFor(RingFormat format) throws IOException {
        for (long size : new long[] {10_000, SIZE, 3_000_000}) {
            assertThat((long) written(format, size, 1).length).isBetween(size * 7 / 10, size * 13 / 10);
        }
    }

    @ParameterizedTest
    @EnumSource(RingFormat.class)
    void sameSeed_sameBytes_otherSeed_otherBytes(RingFormat format) throws IOException {
        assertThat(written(format, SIZE, 1)).isEqualTo(written(format, SIZE, 1)).isNotEqualTo(written(format, SIZE, 2));
    }

    @Test
    void binaryStl_countsItsTrianglesAndGivesUnitNormals() throws IOException {
        byte[] bytes = written(RingFormat.STL_BINARY, SIZE, 1);
        ByteBuffer file = littleEndian(bytes);
        assertThat(new String(bytes, 0, 5, StandardCharsets.US_ASCII)).isNotEqualTo("solid");
        int triangles = file.getInt(80);
        assertThat(file.capacity()).isEqualTo(84 + 50 * triangles);
        for (int i = 0; i < triangles; i++) {
            int at = 84 + 50 * i;
            double length = Math.sqrt(
                    square(file.getFloat(at)) + square(file.getFloat(at + 4)) + square(file.getFloat(at + 8)));
            assertThat(length).isBetween(0.999, 1.001);
        }
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void asciiStl_opensAndClosesEveryFacet() throws IOException {
        String text = new String(written(RingFormat.STL_ASCII, SIZE, 1), StandardCharsets.US_ASCII);
        assertThat(text).startsWith("solid ring\n").endsWith("endsolid ring\n");
        long facets =
                text.lines().filter(l -> l.strip().startsWith("facet normal")).count();
        assertThat(text.lines().filter(l -> l.strip().startsWith("vertex ")).count())
                .isEqualTo(3 * facets);
        assertThat(text.lines().filter(l -> l.strip().equals("endfacet")).count())
                .isEqualTo(facets);
    }

    @Test
    void obj_facesNameCornersThatAreThere() throws IOException {
        String text = new String(written(RingFormat.OBJ, SIZE, 1), StandardCharsets.US_ASCII);
        long corners = text.lines().filter(l -> l.startsWith("v ")).count();
        assertThat(text.lines()
                        .filter(l -> l.startsWith("f "))
                        .flatMap(l -> java.util.Arrays.stream(l.substring(2).split(" ", -1)))
                        .mapToLong(Long::parseLong))
                .allMatch(corner -> corner >= 1 && corner <= corners);
    }

    @Test
    void binaryPly_isAsLongAsItsHeaderSays() throws IOException {
        byte[] bytes = written(RingFormat.PLY_BINARY, SIZE, 1);
        String header = header(bytes);
        assertThat(header).startsWith("ply\nformat binary_little_endian 1.0\n");
        assertThat(bytes.length).isEqualTo(header.length() + count(header, "vertex") * 12 + count(header, "face") * 13);
        ByteBuffer file = littleEndian(bytes);
        for (int i = 0; i < count(header, "face"); i++) {
            int at = header.length() + count(header, "vertex") * 12 + i * 13;
            assertThat(file.get(at)).isEqualTo((byte) 3);
            assertThat(file.getInt(at + 1)).isBetween(0, count(header, "vertex") - 1);
        }
    }

    @Test
    void asciiPly_hasAsManyLinesAsItsHeaderSays() throws IOException {
        byte[] bytes = written(RingFormat.PLY_ASCII, SIZE, 1);
        String header = header(bytes);
        long lines = new String(bytes, StandardCharsets.US_ASCII)
                .substring(header.length())
                .lines()
                .count();
        assertThat(lines).isEqualTo(count(header, "vertex") + count(header, "face"));
    }

    private static String header(byte[] ply) {
        String text = new String(ply, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf("end_header\n") + "end_header\n".length());
    }

    private static int count(String header, String element) {
        return header.lines()
                .filter(l -> l.startsWith("element " + element + " "))
                .mapToInt(l -> Integer.parseInt(l.substring(l.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void glb_chunksFillTheFileAndTheLimitsHoldTheData() throws IOException {
        byte[] bytes = written(RingFormat.GLB, SIZE, 1);
        ByteBuffer file = littleEndian(bytes);
        assertThat(file.getInt(0)).isEqualTo(0x46546C67);
        assertThat(file.getInt(8)).isEqualTo(bytes.length);
        int json = file.getInt(12);
        assertThat(json % 4).isZero();
        int binary = file.getInt(20 + json);
        assertThat(28 + json + binary).isEqualTo(bytes.length);
        String text = new String(bytes, 20, json, StandardCharsets.US_ASCII);
        int vertices = Integer.parseInt(text.replaceAll("(?s).*?\"componentType\":5126,\"count\":(\\d+).*", "$1"));
        float most = -Float.MAX_VALUE;
        for (int i = 0; i < vertices; i++) {
            most = Math.max(most, file.getFloat(28 + json + 12 * i));
        }
        assertThat(text).contains("\"max\":[" + most + ',');
    }
}
