package dev.loupe.bench.compare;

import java.util.Locale;

/** The promises that Loupe is held to in every comparison, relative to nginx in the same run. */
public final class Bars {

    /** How many times nginx's 99th percentile of latency Loupe's may be. */
    public static final double P99_RATIO = 2;

    private Bars() {}

    /** Such as {@code <=1.5 pass}; a ratio that could not be made is no verdict. */
    public static String verdict(double value, double limit) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, "<=%s %s", trimmed(limit), value <= limit ? "pass" : "MISS");
    }

    private static String trimmed(double limit) {
        return limit == Math.rint(limit) && limit >= 10 ? Long.toString((long) limit) : Double.toString(limit);
    }
}
