package dev.loupe.console.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Message brokers, their queues, and what became of messages, for the pages on those. Whoever relays to brokers gives it to
 * the console; every value is a snapshot without anything out of a message, moments are nanoseconds since 1970. Thread-safe;
 * must not block.
 */
public interface Brokers {
    /** Every broker that there is, in the order of the configuration. */
    List<Broker> all();

    /** The life of the message whose publish or delivery has that span, at whichever broker. */
    Optional<Life> find(String traceId, String spanId);

    /**
     * What is known of a broker.
     *
     * @param name from the configuration
     * @param server where it is, such as {@code amqp://mq:5672}
     * @param monitor empty if nobody asks it
     * @param troubles messages that were lost, doubled, late or stuck, the newest first
     * @param lives of messages, the one that something happened to last first
     */
    record Broker(String name, String server, Optional<Monitor> monitor, List<Trouble> troubles, List<Life> lives) {}

    /**
     * What the monitor sees.
     *
     * @param state in words: how fresh the figures are, or why there are none
     * @param answers whether the broker answers it
     * @param version of the broker; empty if it is not known
     * @param alarms such as {@code memory} and {@code disk}
     * @param blocked whether publishers are held up
     * @param queues the deepest first
     */
    record Monitor(
            String state, boolean answers, String version, List<String> alarms, boolean blocked, List<Queue> queues) {}

    /**
     * A queue. What is empty is not known.
     *
     * @param ready messages that wait
     * @param unacknowledged messages in the hands of consumers
     * @param utilisation 0 to 1: the part of the time in which it can deliver at once
     * @param publishRate messages a second
     * @param ackRate messages a second
     * @param oldestSeconds age of the message at its head
     * @param deadLetters whether dead messages end in it
     * @param type such as {@code quorum}; empty if it is not known
     * @param leader the node that leads it
     */
    record Queue(
            String name,
            long ready,
            OptionalLong unacknowledged,
            long consumers,
            OptionalDouble utilisation,
            OptionalDouble publishRate,
            OptionalDouble ackRate,
            OptionalDouble oldestSeconds,
            boolean deadLetters,
            String type,
            Optional<String> leader) {
        /** Messages in it, waiting or not. */
        public long depth() {
            return ready + unacknowledged.orElse(0);
        }
    }

    /**
     * A message's life, as far as it was seen.
     *
     * @param traceId of its publish, or of its first delivery that was seen
     * @param spanId of that
     * @param destination exchange and routing key
     * @param order pseudonym of the order that it is about; empty if it is not known
     * @param steps in the order in which they happened; at least one
     */
    record Life(String traceId, String spanId, String destination, String order, List<Step> steps) {}

    /**
     * Something that happened to a message.
     *
     * @param what such as {@code published}, {@code delivered} or {@code died: expired}
     * @param where queue or destination
     * @param traceId of the span that was made for it; empty if there is none
     * @param spanId of that span
     */
    record Step(String what, String where, long at, String traceId, String spanId) {}

    /**
     * What went wrong with a message.
     *
     * @param kind {@code lost}, {@code unknown}, {@code duplicate}, {@code late} or {@code stuck}
     * @param reason such as {@code unroutable}; empty if the kind says all
     * @param destination exchange and routing key
     * @param queue empty if it was in none
     * @param order pseudonym; empty if it is not known
     */
    record Trouble(
            String kind,
            String reason,
            String destination,
            String queue,
            String order,
            String traceId,
            String spanId,
            long at) {}
}
