package dev.loupe.bench.s3;

import java.util.Locale;

/** The promises that Loupe is held to, all relative to nginx in the same run. */
final class Bars {

    /** Megabytes (10^6) that 64 slow readers of 100 MB objects may cost. */
    static final double RESIDENT_MEGABYTES = 300;

    /** Seconds from the launch until the proxy serves. */
    static final double READY_SECONDS = 2;

    /** How many times nginx's 99th percentile of latency Loupe's may be. */
    static final double P99_RATIO = 2;

    private Bars() {}

    /** How many times nginx's CPU time for an object Loupe's may be. */
    static double cpuRatio(S3Case measured) {
        if (measured.request().isUpload()) {
            return 1.0;
        }
        long bytes = measured.request().objectBytes();
        if (bytes >= 1 << 20) {
            return 0.8;
        }
        return bytes >= 1 << 16 ? 1.0 : 1.5;
    }

    /** Such as {@code <=1.5 pass}; a ratio that could not be made is no verdict. */
    static String verdict(double value, double limit) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, "<=%s %s", trimmed(limit), value <= limit ? "pass" : "MISS");
    }

    private static String trimmed(double limit) {
        return limit == Math.rint(limit) && limit >= 10 ? Long.toString((long) limit) : Double.toString(limit);
    }
}
