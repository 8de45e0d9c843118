package dev.loupe.bench.postgres;

import dev.loupe.bench.compare.Bars;
import java.util.Locale;

/** What Loupe is held to in every case, relative to its peers in the same run. */
final class Promises {
    /** How many times PgBouncer's CPU time for a transaction, in session mode, Loupe's may be. */
    static final double CPU_RATIO = 1.5;

    /** How many times HAProxy's CPU time for a gigabyte Loupe's may be. */
    static final double BULK_CPU_RATIO = 1.3;

    /** The part of HAProxy's throughput that Loupe's must be. */
    static final double THROUGHPUT_RATIO = 0.9;

    static final int IDLE_SESSIONS = 1_000;

    /** Megabytes (10^6) that {@link #IDLE_SESSIONS} may cost. */
    static final double RESIDENT_MEGABYTES = 200;

    private Promises() {}

    /** The system to which the CPU time of that work is compared. */
    static String cpuPeer(Work work) {
        return work.isBulk() ? "haproxy" : PgbouncerPeer.SESSION;
    }

    static String cpuVerdict(Work work, double ratio) {
        return Bars.verdict(ratio, work.isBulk() ? BULK_CPU_RATIO : CPU_RATIO);
    }

    static String throughputVerdict(double ratio) {
        if (Double.isNaN(ratio)) {
            return "-";
        }
        return String.format(Locale.ROOT, ">=%s %s", THROUGHPUT_RATIO, ratio >= THROUGHPUT_RATIO ? "pass" : "MISS");
    }
}
