package dev.loupe.bench.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

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
            JsonObject json = new JsonObject(line.substring(MARK.length()));
            return new WrkResult(
                    json.getLong("requests"),
                    json.getLong("bytes"),
                    json.getLong("micros"),
                    json.getDouble("p50"),
                    json.getDouble("p99"),
                    json.getLong("status"),
                    json.getLong("connect") + json.getLong("read") + json.getLong("write") + json.getLong("timeout"));
        } catch (DecodeException | NullPointerException unreadable) {
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
        return large ? Math.max(requests, (double) bytes / request.objectBytes()) : requests;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d requests in %.1f s, %d errors", requests, micros / 1e6, badStatus + socketErrors);
    }
}
