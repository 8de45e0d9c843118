package dev.loupe.relay.amqp.monitor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a monitor knows of its broker, for the console. An immutable snapshot.
 *
 * @param state in words, such as {@code asked 3 s ago} or why it cannot be asked
 * @param version of the broker; empty if not known
 * @param alarms such as {@code memory} and {@code disk}; empty if there are none, or if it is not known
 * @param blocked whether publishers are held up now: {@code connection.blocked}
 * @param queues the deepest first
 */
public record BrokerFigures(
        String state, boolean answers, String version, List<String> alarms, boolean blocked, List<Queue> queues) {
    /** Nothing is known yet. */
    public static final BrokerFigures NONE = new BrokerFigures("not asked yet", false, "", List.of(), false, List.of());

    /**
     * One queue.
     *
     * @param ready messages that wait; with {@code unacknowledged} that is {@code queue_depth}
     * @param unacknowledged empty if only the management API could tell
     * @param utilisation 0 to 1: the part of the time in which the queue can deliver at once
     * @param publishRate messages a second
     * @param ackRate messages a second
     * @param oldestSeconds age of the message at its head, as far as that can be known
     * @param deadLetters whether dead messages end in it
     * @param type {@code classic}, {@code quorum} or {@code stream}; empty if not known
     * @param leader node; empty if not known
     */
    public record Queue(
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
            Optional<String> leader) {}
}
