package dev.loupe.relay.amqp.message;

/**
 * When the broker has blocked a connection ({@code connection.blocked}), by the monotonic clock. One for each connection, not
 * thread-safe.
 */
final class Blocking {
    private static final long NEVER = Long.MIN_VALUE;

    private long since = NEVER;
    private long lastFrom = NEVER;
    private long lastUntil = NEVER;
    private long total;

    boolean isBlocked() {
        return since != NEVER;
    }

    void begins(long now) {
        if (since == NEVER) {
            since = now;
            lastFrom = now;
            lastUntil = NEVER;
        }
    }

    /**
     * The connection is no longer blocked.
     *
     * @return for how long it was, in nanoseconds; 0 if it was not
     */
    long ends(long now) {
        if (since == NEVER) {
            return 0;
        }
        long nanos = now - since;
        total += nanos;
        lastUntil = now;
        since = NEVER;
        return nanos;
    }

    /** For how long it was, all added up. */
    long total(long now) {
        return since == NEVER ? total : total + now - since;
    }

    /** When it was last blocked; {@link Long#MIN_VALUE} for never. */
    long lastFrom() {
        return lastFrom;
    }

    /** When that ended; {@link Long#MIN_VALUE} if it has not. */
    long lastUntil() {
        return lastUntil;
    }
}
