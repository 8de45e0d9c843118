package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.protocol.MessageProperties;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When a message was published, as it says itself, and by whose clock.
 *
 * @param epochNanos the latest moment that it can mean, in nanoseconds since 1970; negative if it says nothing
 */
record QueueTime(Clock clock, long epochNanos) {
    private static final QueueTime UNKNOWN = new QueueTime(Clock.RELAY, -1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LATEST_MILLI = Long.MAX_VALUE / MILLI - 1;
    private static final long LATEST_SECOND = Long.MAX_VALUE / SECOND - 1;

    /** Whose clocks two moments are of. */
    enum Clock {
        /** Both are this process's. */
        RELAY,
        /** The first is the clock of the relay that the message was published through, the second this one's. */
        RELAYS,
        /** The first is the publisher's, to a second. */
        PUBLISHER,
        /** The first is the broker's. */
        BROKER;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    static QueueTime of(MessageProperties properties) {
        OptionalLong relay = TraceParent.publishedMillis(properties.headers().tracestate());
        if (relay.isPresent() && relay.getAsLong() < LATEST_MILLI) {
            return new QueueTime(Clock.RELAYS, relay.getAsLong() * MILLI);
        }
        long broker = properties.headers().timestampMillis();
        if (broker > 0 && broker < LATEST_MILLI) {
            return new QueueTime(Clock.BROKER, broker * MILLI);
        }
        long publisher = properties.timestamp();
        if (publisher > 0 && publisher < LATEST_SECOND) {
            return new QueueTime(Clock.PUBLISHER, publisher * SECOND + SECOND - MILLI);
        }
        return UNKNOWN;
    }

    boolean isKnown() {
        return epochNanos >= 0;
    }

    OptionalLong published() {
        return isKnown() ? OptionalLong.of(epochNanos) : OptionalLong.empty();
    }
}
