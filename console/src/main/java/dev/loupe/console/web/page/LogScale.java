package dev.loupe.console.web.page;

import java.util.Locale;

/**
 * A logarithmic scale of durations, from 100 µs.
 *
 * @param endNanos duration at its right end, a power of ten
 */
record LogScale(long endNanos) {
    private static final long START_NANOS = 100_000;
    private static final long LEAST_END_NANOS = 100_000_000;
    private static final double PERCENT = 100;

    /** The shortest scale, at least to 100 ms, that holds the duration. */
    static LogScale upTo(long nanos) {
        long end = LEAST_END_NANOS;
        while (end < nanos && end < Long.MAX_VALUE / 10) {
            end *= 10;
        }
        return new LogScale(end);
    }

    /** Where a duration lies, as an SVG length in percent. */
    String at(long nanos) {
        return percent(position(nanos));
    }

    /** From one duration to another, as an SVG length in percent; never so narrow that it cannot be seen. */
    String between(long fromNanos, long toNanos) {
        return percent(Math.max(1.5, position(toNanos) - position(fromNanos)));
    }

    String ends() {
        return Amounts.mark(START_NANOS) + " to " + Amounts.mark(endNanos);
    }

    private double position(long nanos) {
        double decades = Math.log10((double) Math.max(nanos, START_NANOS) / START_NANOS);
        return Math.min(PERCENT, PERCENT * decades / Math.log10((double) endNanos / START_NANOS));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
