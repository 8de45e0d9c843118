package dev.loupe.bench.amqp.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a load showed.
 *
 * @param messages published and delivered
 * @param p50Millis median of the time from publish to delivery
 * @param p99Millis 99th percentile of it
 * @param errors messages that did not come, or not as they were, or were not confirmed
 */
public record LoadResult(long messages, double perSecond, double p50Millis, double p99Millis, long errors) {
    private static final int PARTS = 5;

    static LoadResult of(long messages, double seconds, long[] nanos, long errors) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new LoadResult(messages, messages / seconds, percentile(sorted, 0.5), percentile(sorted, 0.99), errors);
    }

    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
    }

    /** One line. */
    public String line() {
        return String.format(Locale.ROOT, "%d %f %f %f %d", messages, perSecond, p50Millis, p99Millis, errors);
    }

    /** Reads that line. */
    public static LoadResult parse(String line) {
        List<String> parts = List.of(line.strip().split(" ", PARTS));
        if (parts.size() != PARTS) {
            throw new IllegalArgumentException("no result: " + line);
        }
        return new LoadResult(
                Long.parseLong(parts.get(0)),
                Double.parseDouble(parts.get(1)),
                Double.parseDouble(parts.get(2)),
                Double.parseDouble(parts.get(3)),
                Long.parseLong(parts.get(4)));
    }
}
