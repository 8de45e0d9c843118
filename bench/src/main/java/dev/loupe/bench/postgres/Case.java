package dev.loupe.bench.postgres;

/**
 * One line of the benchmark.
 *
 * @param clients at once; 1 for what is bulk
 */
record Case(Work work, int clients) {
    /** Such as {@code select simple c8}. */
    String label() {
        return work.text() + " c" + clients;
    }
}
