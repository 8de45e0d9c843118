package dev.loupe.demo.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VolumeTest {
    /** A torus of radii R and r holds 2π²Rr², an octahedron of radius s holds 4s³/3. */
    private static final double EXACT = 2 * Math.PI * Math.PI * 9.7 * 1.2 * 1.2 + 4 / 3.0 * 2.4 * 2.4 * 2.4;

    private static byte[] ring(RingFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(2_000_000, 0, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = RingFormat.class,
            names = {"STL_BINARY", "STL_ASCII", "OBJ"})
    void finelyFacetedRing_holdsWhatGeometrySays(RingFormat format) throws IOException {
        double volume = Volume.of("ring." + format.extension(), new ByteArrayInputStream(ring(format)));

        assertThat(volume).isCloseTo(EXACT, within(EXACT / 100));
    }

    @Test
    void obj_mayNameNormals() throws IOException {
        String tetrahedron = "v 0 0 0\nv 6 0 0\nv 0 1 0\nv 0 0 1\nf 1//1 3//1 2//1\nf 1 2 4\nf 1 4 3\nf 2/1 3/2 4/3\n";

        assertThat(Volume.of("t.OBJ", new ByteArrayInputStream(tetrahedron.getBytes(StandardCharsets.US_ASCII))))
                .isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(
            value = RingFormat.class,
            names = {"STL_BINARY", "STL_ASCII"})
    void halfAModel_isRefused(RingFormat format) throws IOException {
        byte[] whole = ring(format);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        assertThatThrownBy(() -> Volume.of("ring.stl", new ByteArrayInputStream(half)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void otherFormats_andNonsense_areRefused() {
        for (String name : new String[] {"ring.glb", "ring", "ring.obj", "ring.stl"}) {
            assertThatThrownBy(
                            () -> Volume.of(name, new ByteArrayInputStream("f 1 2 9".getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOf(IOException.class);
        }
    }
}
