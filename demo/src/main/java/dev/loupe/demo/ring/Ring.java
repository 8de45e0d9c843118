package dev.loupe.demo.ring;

/** A ring with a stone: a torus of as many facets as wanted, and an octahedron on top of it. */
final class Ring implements Mesh {
    private static final int STONE_VERTICES = 6;
    private static final int[][] STONE_TRIANGLES = {
        {0, 2, 4}, {2, 1, 4}, {1, 3, 4}, {3, 0, 4}, {2, 0, 5}, {1, 2, 5}, {3, 1, 5}, {0, 3, 5}
    };
    private static final float INNER_RADIUS = 8.5f;
    private static final float STONE_RADIUS = 2.4f;

    private final int around;
    private final int across;
    private final float thickness;

    /**
     * @param cells about how many quadrangles the torus has, at least 12
     * @param seed makes rings differ in their thickness
     */
    Ring(long cells, long seed) {
        this.across = (int) Math.max(3, Math.round(Math.sqrt(cells / 4.0)));
        this.around = (int) Math.max(4, cells / across);
        this.thickness = 1.2f + (seed & 7) * 0.1f;
    }

    @Override
    public int vertices() {
        return around * across + STONE_VERTICES;
    }

    @Override
    public void vertex(int i, float[] xyz) {
        int torus = around * across;
        if (i >= torus) {
            stone(i - torus, xyz);
            return;
        }
        int ring = i / across;
        double u = 2 * Math.PI * ring / around;
        double v = 2 * Math.PI * (i % across) / across;
        double radius = INNER_RADIUS + thickness * (1 + Math.cos(v));
        xyz[0] = (float) (radius * Math.cos(u));
        xyz[1] = (float) (radius * Math.sin(u));
        xyz[2] = (float) (thickness * Math.sin(v));
    }

    private void stone(int i, float[] xyz) {
        float top = INNER_RADIUS + 2 * thickness + STONE_RADIUS;
        float sign = i % 2 == 0 ? 1 : -1;
        xyz[0] = i / 2 == 0 ? sign * STONE_RADIUS : 0;
        xyz[1] = top + (i / 2 == 1 ? sign * STONE_RADIUS : 0);
        xyz[2] = i / 2 == 2 ? sign * STONE_RADIUS : 0;
    }

    @Override
    public int triangles() {
        return 2 * around * across + STONE_TRIANGLES.length;
    }

    @Override
    public void triangle(int i, int[] corners) {
        int torus = 2 * around * across;
        if (i >= torus) {
            for (int k = 0; k < 3; k++) {
                corners[k] = around * across + STONE_TRIANGLES[i - torus][k];
            }
            return;
        }
        int cell = i / 2;
        int u = cell / across;
        int v = cell % across;
        int nextU = (u + 1) % around;
        int nextV = (v + 1) % across;
        corners[0] = u * across + v;
        corners[1] = i % 2 == 0 ? nextU * across + v : nextU * across + nextV;
        corners[2] = i % 2 == 0 ? nextU * across + nextV : u * across + nextV;
    }
}
