package dev.loupe.console.web.page;

import java.util.Locale;

/** Figures as people read them: three digits and a unit. Sizes are decimal: 1 KB is 1,000 bytes. */
final class Amounts {
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final long MINUTE_SECONDS = 60;
    private static final long FEW_MINUTES_SECONDS = 600;
    private static final long HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 86_400;
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** From here on, rounding to three digits gives the next unit's 1. */
    private static final double NEXT_UNIT = 999.5;

    private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};

    private Amounts() {}

    /** Such as {@code 123 µs}, {@code 4.21 ms}, {@code 1.82 s}, {@code 2 min 5 s}. */
    static String duration(long nanos) {
        if (nanos <= 0) {
            return "0";
        }
        if (nanos < NEXT_UNIT * MICRO) {
            return significant(nanos / MICRO) + " µs";
        }
        if (nanos < NEXT_UNIT * MILLI) {
            return significant(nanos / MILLI) + " ms";
        }
        long seconds = Math.round(nanos / SECOND);
        if (seconds < MINUTE_SECONDS) {
            return significant(nanos / SECOND) + " s";
        }
        if (seconds < HOUR_SECONDS) {
            return seconds / MINUTE_SECONDS + " min " + seconds % MINUTE_SECONDS + " s";
        }
        return count(seconds / HOUR_SECONDS) + " h " + seconds % HOUR_SECONDS / MINUTE_SECONDS + " min";
    }

    /**
     * How long something lasts that may last for days: its two largest units, rounded down, such as {@code 42 s},
     * {@code 3 h 5 min}, {@code 2 d}; no seconds from ten minutes on.
     */
    static String lasting(long nanos) {
        long seconds = Math.max(0, nanos) / SECOND_NANOS;
        if (seconds < MINUTE_SECONDS) {
            return seconds == 0 && nanos > 0 ? "<1 s" : seconds + " s";
        }
        if (seconds < HOUR_SECONDS) {
            return seconds < FEW_MINUTES_SECONDS
                    ? twoUnits(seconds, MINUTE_SECONDS, " min", 1, " s")
                    : seconds / MINUTE_SECONDS + " min";
        }
        return seconds < DAY_SECONDS
                ? twoUnits(seconds, HOUR_SECONDS, " h", MINUTE_SECONDS, " min")
                : twoUnits(seconds, DAY_SECONDS, " d", HOUR_SECONDS, " h");
    }

    private static String twoUnits(long seconds, long large, String largeName, long small, String smallName) {
        long rest = seconds % large / small;
        return count(seconds / large) + largeName + (rest == 0 ? "" : " " + rest + smallName);
    }

    /** A round figure without needless digits, such as {@code 20 ms}, {@code 0.5 s}, {@code 30 min}, {@code 2 d}. */
    static String mark(long nanos) {
        long seconds = nanos / SECOND_NANOS;
        if (seconds > 0 && seconds % MINUTE_SECONDS == 0 && nanos % SECOND_NANOS == 0) {
            return lasting(nanos);
        }
        if (nanos < MILLI) {
            return trimmed(nanos / MICRO) + " µs";
        }
        return nanos < SECOND ? trimmed(nanos / MILLI) + " ms" : trimmed(nanos / SECOND) + " s";
    }

    /** To the microsecond, such as {@code 1,823.442 ms}. */
    static String exactDuration(long nanos) {
        return String.format(Locale.ROOT, "%,.3f ms", nanos / MILLI);
    }

    /** Such as {@code 512 B}, {@code 1.23 MB}; {@code –} for what is not known, a negative number. */
    static String bytes(long bytes) {
        if (bytes < 0) {
            return "–";
        }
        double scaled = bytes;
        int unit = 0;
        while (scaled >= NEXT_UNIT && unit < BYTE_UNITS.length - 1) {
            scaled /= 1_000;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : significant(scaled)) + " " + BYTE_UNITS[unit];
    }

    /** Such as {@code 1,234,567 B}. */
    static String exactBytes(long bytes) {
        return count(bytes) + " B";
    }

    /** Such as {@code 1,234}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A rate in three digits, such as {@code 0.4}, {@code 12.3}, {@code 1,234}. */
    static String rate(double perSecond) {
        if (perSecond >= NEXT_UNIT) {
            return count(Math.round(perSecond));
        }
        return perSecond < 0.05 ? "0" : String.format(Locale.ROOT, perSecond < 99.95 ? "%.1f" : "%.0f", perSecond);
    }

    /** Such as {@code 87 %}; {@code <1 %} for what is there but rounds to nothing. */
    static String share(long part, long whole) {
        if (whole <= 0 || part <= 0) {
            return "0 %";
        }
        long percent = Math.round(100.0 * part / whole);
        return percent == 0 ? "<1 %" : percent + " %";
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? count((long) value) : Double.toString(value);
    }

    private static String significant(double value) {
        String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
