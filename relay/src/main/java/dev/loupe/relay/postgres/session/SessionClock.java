package dev.loupe.relay.postgres.session;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One reading for both clocks: the time of day follows from the monotonic one, and is looked up anew every second. */
final class SessionClock {
    private static final long ANEW = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final LongSupplier epochNanos;
    private long readAt;
    private long epochThen;
    private boolean read;

    SessionClock(LongSupplier nanos, LongSupplier epochNanos) {
        this.nanos = nanos;
        this.epochNanos = epochNanos;
    }

    long now() {
        return nanos.getAsLong();
    }

    /** When that was, in nanoseconds since 1970. */
    long epoch(long moment) {
        if (!read || moment - readAt > ANEW) {
            readAt = nanos.getAsLong();
            epochThen = epochNanos.getAsLong();
            read = true;
        }
        return epochThen + (moment - readAt);
    }
}
