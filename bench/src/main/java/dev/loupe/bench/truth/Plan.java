package dev.loupe.bench.truth;

import java.util.List;

/**
 * How much is done.
 *
 * @param clients how many visit at once, case by case
 * @param visits in each case
 */
record Plan(List<Integer> clients, int visits) {
    private static final List<Integer> CLIENTS = List.of(1, 4, 16, 64);

    /** Some minutes. */
    static Plan full() {
        return new Plan(CLIENTS, 12_000);
    }

    /** About a minute. */
    static Plan quick() {
        return new Plan(CLIENTS, 2_500);
    }
}
