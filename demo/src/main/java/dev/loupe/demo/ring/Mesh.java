package dev.loupe.demo.ring;

/** A surface of triangles whose corners are computed when asked for, so that a model of any size needs no memory. */
interface Mesh {
    /** How many corners there are. */
    int vertices();

    /** Writes corner {@code i}'s x, y and z, in millimetres, into {@code xyz}. */
    void vertex(int i, float[] xyz);

    /** How many triangles there are. */
    int triangles();

    /** Writes the three corners of triangle {@code i}, counter-clockwise from outside, into {@code corners}. */
    void triangle(int i, int[] corners);
}
