package dev.loupe.bench.amqp;

import dev.loupe.bench.amqp.Case.Body;
import dev.loupe.bench.compare.Bars;
import java.util.Locale;

/** What Loupe is held to, relative to HAProxy in the same run. */
final class Promises {
    /** How many times HAProxy's CPU time for a message, published and delivered, Loupe's may be. */
    static final double CPU_RATIO = 1.0;

    /** The same where a message has 1 MB. */
    static final double LARGE_CPU_RATIO = 1.2;

    /** The part of HAProxy's throughput that Loupe's must be. */
    static final double THROUGHPUT_RATIO = 0.95;

    static final int IDLE_CONNECTIONS = 1_000;
    static final int IDLE_CHANNELS = 10;

    /** Megabytes (10^6) that these may cost. */
    static final double RESIDENT_MEGABYTES = 200;

    private Promises() {}

    static String cpuVerdict(Body body, double ratio) {
        return Bars.verdict(ratio, body == Body.LARGE ? LARGE_CPU_RATIO : CPU_RATIO);
    }

    static String throughputVerdict(double ratio) {
        if (Double.isNaN(ratio)) {
            return "-";
        }
        return String.format(Locale.ROOT, ">=%s %s", THROUGHPUT_RATIO, ratio >= THROUGHPUT_RATIO ? "pass" : "MISS");
    }
}
