package dev.loupe.relay.amqp.monitor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Labels of queues, of a closed set: the first 1,000 names that were seen keep theirs. Names that a client or the broker made up
 * share one. Touched on one thread.
 */
final class QueueLabels {
    /** What queues with generated names are called together. */
    static final String TEMPORARY = "(temporary)";

    /** What all queues are called for which there is no more room. */
    static final String OTHER = "_OTHER";

    private static final int MOST = 1_000;

    /** Of RabbitMQ itself, Spring AMQP, Spring Cloud Stream, MassTransit's and pika's habits. */
    private static final List<String> GENERATED = List.of(
            "amq.gen-",
            "amq.gen_",
            "spring.gen-",
            "amq.rabbitmq.reply-to",
            "stomp-subscription-",
            "mqtt-subscription-");

    private final Set<String> names = new HashSet<>();

    String of(String queue) {
        for (String generated : GENERATED) {
            if (queue.startsWith(generated)) {
                return TEMPORARY;
            }
        }
        if (names.contains(queue)) {
            return queue;
        }
        if (names.size() < MOST) {
            names.add(queue);
            return queue;
        }
        return OTHER;
    }
}
