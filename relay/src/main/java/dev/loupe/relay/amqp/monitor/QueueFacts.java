package dev.loupe.relay.amqp.monitor;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A queue as the broker tells of it, at one moment.
 *
 * @param publishRate as the broker averages it, in messages a second
 * @param headEpochSeconds {@code timestamp} of the message at its head, if that has one
 * @param deadLetterExchange where its dead messages go; empty if nowhere; may be the default exchange's empty name
 * @param deadLetterRoutingKey empty if they keep theirs
 */
record QueueFacts(
        String name,
        String type,
        Optional<String> leader,
        long ready,
        OptionalLong unacknowledged,
        long consumers,
        OptionalDouble utilisation,
        OptionalDouble publishRate,
        OptionalDouble ackRate,
        OptionalLong headEpochSeconds,
        Optional<String> deadLetterExchange,
        Optional<String> deadLetterRoutingKey,
        Counts counts) {
    /** What the broker has counted since the queue's process began. */
    record Counts(long published, long delivered, long acked, long redelivered) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** What a passive declare tells. */
    static QueueFacts declared(String name, long ready, long consumers) {
        return new QueueFacts(
                name,
                "",
                Optional.empty(),
                ready,
                OptionalLong.empty(),
                consumers,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Counts.NONE);
    }

    /** Messages ready and, if that is known, unacknowledged. */
    long depth() {
        return ready + unacknowledged.orElse(0);
    }
}
