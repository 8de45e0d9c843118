package dev.loupe.relay.journey;

import java.time.Duration;

/** How long somebody has been waiting, in words. */
final class Waiting {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Waiting() {}

    /** The two largest units, rounded down, such as {@code 3 h}, {@code 2 d 4 h}, {@code 1 min 5 s}. */
    static String inWords(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds >= DAY) {
            return two(seconds / DAY, " d", seconds % DAY / HOUR, " h");
        }
        if (seconds >= HOUR) {
            return two(seconds / HOUR, " h", seconds % HOUR / MINUTE, " min");
        }
        return seconds >= MINUTE ? two(seconds / MINUTE, " min", seconds % MINUTE, " s") : seconds + " s";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
