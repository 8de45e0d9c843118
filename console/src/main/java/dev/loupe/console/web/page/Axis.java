package dev.loupe.console.web.page;

import java.util.ArrayList;
import java.util.List;

/** Round marks on a time axis: steps of 1, 2 or 5 times a power of ten, but as clocks and calendars have them. */
final class Axis {
    private static final int MOST_STEPS = 6;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long LONGEST_DECIMAL = 10 * SECOND;
    private static final long[] CLOCK_STEPS = {
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR
    };

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
        if (whole / LONGEST_DECIMAL < MOST_STEPS) {
            return decimalStep(whole, 1);
        }
        for (long step : CLOCK_STEPS) {
            if (whole / step < MOST_STEPS) {
                return step;
            }
        }
        return decimalStep(whole, DAY);
    }

    private static long decimalStep(long whole, long unit) {
        long power = unit;
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
