package dev.loupe.demo.ring;

/** Adds up the signed volumes of the tetrahedra between the origin and each triangle of a closed surface. */
final class Tetrahedra {
    private double sixfold;
    private long triangles;

    /** Adds a triangle; each corner is x, y and z. */
    void add(float[] a, float[] b, float[] c) {
        sixfold += a[0] * ((double) b[1] * c[2] - (double) b[2] * c[1])
                - a[1] * ((double) b[0] * c[2] - (double) b[2] * c[0])
                + a[2] * ((double) b[0] * c[1] - (double) b[1] * c[0]);
        triangles++;
    }

    /** In the cube of the corners' unit, whichever way round the triangles go. */
    double volume() {
        return Math.abs(sixfold) / 6;
    }

    long triangles() {
        return triangles;
    }
}
