package dev.loupe.bench.postgres;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of pgbench or psql showed.
 *
 * @param transactions that were done
 * @param perSecond without the time in which connections were made
 * @param p50Millis half of the transactions took no longer
 * @param errors failed transactions, and 1 more if the run broke off
 */
record PgbenchResult(long transactions, double perSecond, double p50Millis, double p99Millis, long errors) {
    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern SPEED = Pattern.compile("tps = ([0-9.]+)");

    /**
     * Reads the summary.
     *
     * @param latencies of single transactions, in microseconds
     */
    static PgbenchResult parse(String output, int exitCode, List<Long> latencies) {
        long failed = (long) number(FAILED, output) + (exitCode == 0 ? 0 : 1);
        List<Long> sorted = latencies.stream().sorted().toList();
        return new PgbenchResult(
                (long) number(DONE, output),
                number(SPEED, output),
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                failed);
    }

    private static double number(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private static double percentile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size()))) / 1e3;
    }
}
