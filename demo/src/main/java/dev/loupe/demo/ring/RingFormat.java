package dev.loupe.demo.ring;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The formats that a ring can be written in. */
public enum RingFormat {
    /** Stereolithography, binary: 80 bytes of header, a count, 50 bytes a triangle. */
    STL_BINARY("stl", 100, StlFile::binary),
    /** Stereolithography, text. */
    STL_ASCII("stl", 512, StlFile::ascii),
    /** Wavefront OBJ, text. */
    OBJ("obj", 62, ObjFile::write),
    /** Stanford polygons, binary little-endian. */
    PLY_BINARY("ply", 38, PlyFile::binary),
    /** Stanford polygons, text. */
    PLY_ASCII("ply", 70, PlyFile::ascii),
    /** glTF 2.0 in its binary container. */
    GLB("glb", 36, GlbFile::write);

    private final String extension;
    private final int bytesPerCell;
    // Each is a method without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Writer writer;

    RingFormat(String extension, int bytesPerCell, Writer writer) {
        this.extension = extension;
        this.bytesPerCell = bytesPerCell;
        this.writer = writer;
    }

    private interface Writer {
        void write(Mesh mesh, OutputStream out) throws IOException;
    }

    /** What such a file's name ends in, without the dot. */
    public String extension() {
        return extension;
    }

    /**
     * Writes a ring.
     *
     * @param size about how many bytes, from 4 KB on; what comes out is within a fifth of it
     * @param seed the same seed and size give the same bytes
     */
    public void write(long size, long seed, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        writer.write(new Ring(Math.max(12, size / bytesPerCell), seed), buffered);
        buffered.flush();
    }
}
