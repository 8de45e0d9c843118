package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How long a message was in its queue at least, as far as that can be proved: since it was published, since it died in another
 * queue, or since it was put back.
 */
final class Waiting {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private Waiting() {}

    /**
     * In nanoseconds; empty if nothing tells it.
     *
     * @param putBack the last delivery from this queue, if the message was put back; null if it was not
     * @param published as this process saw it; null if it did not
     * @param publishedEpochNanos as the message says
     */
    static OptionalLong nanos(
            Message message,
            boolean redelivered,
            Handover putBack,
            List<Death> deaths,
            Publish published,
            OptionalLong publishedEpochNanos) {
        if (putBack != null) {
            return OptionalLong.of(message.nanos() - putBack.settledNanos);
        }
        if (redelivered) {
            // It was in a consumer's hands meanwhile, and nobody knows for how long.
            return OptionalLong.empty();
        }
        OptionalLong sincePublish = sincePublish(message, published, publishedEpochNanos);
        if (deaths.isEmpty()) {
            return sincePublish;
        }
        OptionalLong sinceDeath = sinceDeath(message, deaths.get(0));
        return sinceDeath.isPresent() && sincePublish.isPresent()
                ? OptionalLong.of(Math.min(sinceDeath.getAsLong(), sincePublish.getAsLong()))
                : sinceDeath;
    }

    private static OptionalLong sincePublish(Message message, Publish published, OptionalLong publishedEpochNanos) {
        if (published != null) {
            return OptionalLong.of(message.nanos() - published.nanos);
        }
        return publishedEpochNanos.isPresent()
                ? OptionalLong.of(message.epochNanos() - publishedEpochNanos.getAsLong())
                : OptionalLong.empty();
    }

    /** An entry's time is that of its first death, in whole seconds. */
    private static OptionalLong sinceDeath(Message message, Death newest) {
        return newest.count() == 1 && newest.epochSeconds() > 0
                ? OptionalLong.of(message.epochNanos() - (newest.epochSeconds() + 1) * SECOND)
                : OptionalLong.empty();
    }
}
