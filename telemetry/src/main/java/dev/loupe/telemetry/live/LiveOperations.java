package dev.loupe.telemetry.live;

import java.util.List;

/**
 * What is in flight now, and rolling figures by operation, for the console; independent of what the keep policy keeps.
 * Thread-safe, bounded, cheap enough for every request (about 200 ns).
 */
public interface LiveOperations {
    /**
     * Something has begun.
     *
     * @param operation from a closed set, such as {@code GetObject}
     * @param subject what it is about, after the privacy rules, such as a file's name; may be empty
     * @param traceId its trace, 32 hex digits
     */
    InFlight begin(String operation, String subject, String traceId);

    /** A thing in flight. Its methods are called from one thread, and read from any. */
    interface InFlight {
        /** Body bytes have moved, in either direction: how many more than at the last call. */
        void moved(long bytes);

        /**
         * It has ended; further calls do nothing.
         *
         * @param outcome as the metric label of the same name
         * @param storeNanos the part that the upstream took, in nanoseconds
         * @param sizeBytes size of the whole file, -1 if not known
         */
        void end(String outcome, long storeNanos, long sizeBytes);
    }

    /** What is in flight, oldest first, at most {@code limit}. */
    List<Running> running(int limit);

    /** How many are in flight. */
    int runningCount();

    /** Rolling figures of the last minute, by operation, busiest first. */
    List<OperationFigures> lastMinute();

    /** The slowest files of the last 15 minutes by the upstream's time, slowest first, at most {@code limit}. */
    List<SlowFile> slowest(int limit);

    /** Requests and bytes for each of the last 120 seconds, oldest first. */
    List<Second> perSecond();

    /**
     * A thing in flight.
     *
     * @param ageNanos since it began
     * @param movedBytes so far
     */
    record Running(String operation, String subject, String traceId, long ageNanos, long movedBytes) {}

    /** Figures of one operation over the last minute; durations in nanoseconds, whole request as the client saw it. */
    record OperationFigures(
            String operation,
            long count,
            long errors,
            long bytes,
            long p50Nanos,
            long p90Nanos,
            long p99Nanos,
            long maxNanos,
            long storeP50Nanos,
            long storeP99Nanos) {}

    /** A slow file. {@code sizeBytes} is -1 if not known. */
    record SlowFile(
            String operation, String subject, String traceId, long storeNanos, long totalNanos, long sizeBytes) {}

    /** One second of traffic. {@code errors} are outcomes other than {@code ok} and {@code client_error}. */
    record Second(long epochSecond, long requests, long errors, long bytes) {}
}
