package dev.loupe.console.web.page;

import java.util.ArrayList;
import java.util.List;

/** Round marks on a time axis: steps of 1, 2 or 5 times a power of ten. */
final class Axis {
    private static final int MOST_STEPS = 6;

    private Axis() {}

    /** From 0 on, in nanoseconds, none so near the end that its label would not fit. */
    static List<Long> marks(long whole) {
        List<Long> marks = new ArrayList<>();
        long step = step(whole);
        for (long mark = 0; mark <= whole - step / 2 || mark == 0; mark += step) {
            marks.add(mark);
        }
        return marks;
    }

    private static long step(long whole) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (whole / (factor * power) < MOST_STEPS) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }
}
