package dev.loupe.relay.postgres.blame;

/**
 * The server's clock beside ours. The server's time was read somewhere between the question and the answer; of all readings of
 * the last minute the one that took least counts, so that one slow answer spoils nothing. Touched on one thread.
 */
public final class DatabaseClock {
    private static final long KEPT_NANOS = 60_000_000_000L;

    /** Clocks that are being slewed differ by at most 500 ppm, which is 30 ms in that minute: 0.5 µs each ms. */
    private static final long DRIFT = 2_000;

    private boolean read;
    private long atNanos;
    private long epochMicros;
    private long uncertainNanos;

    /** Not read yet. */
    public DatabaseClock() {}

    /**
     * It was read.
     *
     * @param beforeNanos when it was asked, by {@link System#nanoTime}
     * @param afterNanos when it had answered
     * @param micros its time, since 1970
     */
    public void read(long beforeNanos, long afterNanos, long micros) {
        long uncertain = (afterNanos - beforeNanos) / 2;
        long age = afterNanos - atNanos;
        if (!read || age > KEPT_NANOS || uncertain <= uncertainNanos + age / DRIFT) {
            read = true;
            atNanos = beforeNanos + uncertain;
            epochMicros = micros;
            uncertainNanos = uncertain;
        }
    }

    /** Whether it can be converted at all. */
    public boolean isRead() {
        return read;
    }

    /** The server's time as ours, by {@link System#nanoTime}. */
    public long nanos(long micros) {
        return atNanos + (micros - epochMicros) * 1_000;
    }

    /** Our time as the server's, in microseconds since 1970. */
    public long micros(long nanos) {
        return epochMicros + (nanos - atNanos) / 1_000;
    }
}
