package dev.loupe.relay.amqp.fate;

import java.util.concurrent.TimeUnit;

/** The time of day beside the monotonic clock, as the newest message told it. Thread-safe. */
final class Clocks {
    private static final long CLOSE = TimeUnit.MILLISECONDS.toNanos(1);

    private volatile long offset;

    void read(Message message) {
        long now = message.epochNanos() - message.nanos();
        if (Math.abs(now - offset) > CLOSE) {
            offset = now;
        }
    }

    long epochNanos(long nanos) {
        return nanos + offset;
    }
}
