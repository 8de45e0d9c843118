package dev.loupe.bench.load;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What wrk counted in one run.
 *
 * @param requests answers read completely, whatever their status
 * @param bytes bytes read, heads and answers that were cut off by the end of the run included
 * @param micros the run's real length
 * @param p50Micros median latency
 * @param p99Micros 99th percentile of the latency
 * @param badStatus answers with a status of 400 or more
 * @param socketErrors connections that failed, broke or timed out
 */
public record WrkResult(
        long requests, long bytes, long micros, double p50Micros, double p99Micros, long badStatus, long socketErrors) {

    /** The line with which the script of {@link Wrk} reports begins so. */
    static final String MARK = "LOUPE-BENCH ";

    /** Reads the script's line from wrk's output; fails with that output if it is not there. */
    static WrkResult parse(String output) {
        String line = output.lines()
                .filter(candidate -> candidate.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk gave no result:\n" + output));
        try {
            Map<String, Double> figures = Stream.of(
                            line.substring(MARK.length()).trim().split(" "))
                    .map(figure -> figure.split("=", 2))
                    .collect(Collectors.toMap(figure -> figure[0], figure -> Double.valueOf(figure[1])));
            return new WrkResult(
                    figures.get("requests").longValue(),
                    figures.get("bytes").longValue(),
                    figures.get("micros").longValue(),
                    figures.get("p50"),
                    figures.get("p99"),
                    figures.get("status").longValue(),
                    Stream.of("connect", "read", "write", "timeout")
                            .mapToLong(error -> figures.get(error).longValue())
                            .sum());
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException | NullPointerException unreadable) {
            throw new IllegalStateException("wrk's result is unreadable: " + line, unreadable);
        }
    }

    /** Answers and connections that went wrong. */
    public long errors() {
        return badStatus + socketErrors;
    }

    /** Complete answers a second. */
    public double requestsPerSecond() {
        return requests * 1e6 / micros;
    }

    /**
     * How many objects moved, with fractions: for large downloads the bytes of answers that the end of the run cut off
     * count as well, since the proxy worked for them too. Uploads and small objects are whole requests.
     */
    public double objects(Request request) {
        boolean large = !request.isUpload() && request.objectBytes() >= 1 << 20;
        return large ? Math.max((double) requests, (double) bytes / request.objectBytes()) : (double) requests;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d requests in %.1f s, %d errors", requests, micros / 1e6, badStatus + socketErrors);
    }
}
