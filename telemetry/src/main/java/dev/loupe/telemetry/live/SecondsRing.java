package dev.loupe.telemetry.live;

import dev.loupe.telemetry.live.LiveOperations.Second;
import java.util.ArrayList;
import java.util.List;

/** Requests, errors and bytes for each of the last 120 seconds, the current one included. Thread-safe: a short lock. */
final class SecondsRing {
    private static final long NANOS = 1_000_000_000L;
    private static final int SHOWN = 120;
    private static final int PLACES = 128;
    private final long[] numbers = new long[PLACES];
    private final long[] requests = new long[PLACES];
    private final long[] errors = new long[PLACES];
    private final long[] bytes = new long[PLACES];

    synchronized void addBytes(long nowNanos, long count) {
        bytes[place(nowNanos)] += count;
    }

    synchronized void addRequest(long nowNanos, boolean error, long unreportedBytes) {
        int place = place(nowNanos);
        requests[place]++;
        errors[place] += error ? 1 : 0;
        bytes[place] += unreportedBytes;
    }

    private int place(long nowNanos) {
        long number = nowNanos / NANOS;
        int place = (int) (number % PLACES);
        if (numbers[place] < number) {
            numbers[place] = number;
            requests[place] = 0;
            errors[place] = 0;
            bytes[place] = 0;
        }
        return place;
    }

    /** Oldest first; the last is the current second, of which only a part is over. */
    synchronized List<Second> last(long nowNanos, long epochSecond) {
        long current = nowNanos / NANOS;
        List<Second> seconds = new ArrayList<>(SHOWN);
        for (int ago = SHOWN - 1; ago >= 0; ago--) {
            long number = current - ago;
            int place = (int) Math.floorMod(number, (long) PLACES);
            boolean known = number >= 0 && numbers[place] == number;
            seconds.add(new Second(
                    epochSecond - ago,
                    known ? requests[place] : 0,
                    known ? errors[place] : 0,
                    known ? bytes[place] : 0));
        }
        return seconds;
    }
}
