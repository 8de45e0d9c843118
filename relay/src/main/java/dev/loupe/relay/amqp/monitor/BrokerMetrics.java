package dev.loupe.relay.amqp.monitor;

import dev.loupe.relay.amqp.monitor.QueueFacts.Counts;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.metrics.Reported;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** Turns looks into metrics. Touched on one event loop, but for what the instruments report. */
final class BrokerMetrics implements AutoCloseable {
    private static final String MESSAGES = "{message}";

    private final Reported measured;
    private final QueueLabels labels = new QueueLabels();
    private final QueueCounters counters = new QueueCounters();
    private final Reported.Values up;
    private final Reported.Values memory;
    private final Reported.Values disk;
    private final Reported.Values blocked;
    private final Reported.Values connections;
    private final Reported.Values depth;
    private final Reported.Values ready;
    private final Reported.Values unacknowledged;
    private final Reported.Values consumers;
    private final Reported.Values utilization;
    private final Reported.Values oldest;
    private final Reported.Values deadLetters;
    private final Reported.Values published;
    private final Reported.Values delivered;
    private final Reported.Values acked;
    private final Reported.Values redelivered;

    BrokerMetrics(Reported measured) {
        this.measured = measured;
        up = measured.longs(Names.METRIC_BROKER_UP, "1", "Whether the broker answers its monitor");
        memory = measured.longs(Names.METRIC_BROKER_MEMORY_ALARM, "1", "Whether a node has too little memory");
        disk = measured.longs(Names.METRIC_BROKER_DISK_ALARM, "1", "Whether a node has too little free disk space");
        blocked = measured.longs(Names.METRIC_BROKER_BLOCKED, "1", "Whether publishers are held up by an alarm");
        connections =
                measured.longs(Names.METRIC_BROKER_CONNECTIONS, "{connection}", "Connections of clients to the broker");
        depth = measured.longs(Names.METRIC_QUEUE_DEPTH, MESSAGES, "Messages ready and unacknowledged");
        ready = measured.longs(Names.METRIC_QUEUE_READY, MESSAGES, "Messages that wait to be delivered");
        unacknowledged = measured.longs(
                Names.METRIC_QUEUE_UNACKNOWLEDGED, MESSAGES, "Messages that consumers have in their hands");
        consumers = measured.longs(Names.METRIC_QUEUE_CONSUMERS, "{consumer}", "Consumers of a queue");
        utilization = measured.doubles(
                Names.METRIC_CONSUMER_UTILIZATION, "1", "Part of the time in which a queue can deliver at once");
        oldest = measured.doubles(Names.METRIC_QUEUE_OLDEST, "s", "Age of the message at the head of a queue");
        deadLetters = measured.longs(
                Names.METRIC_DEAD_LETTER_QUEUE_SIZE, MESSAGES, "Messages ready in the dead-letter queues");
        published = measured.counter(Names.METRIC_QUEUE_PUBLISHED, MESSAGES, "Messages that a queue has taken");
        delivered = measured.counter(Names.METRIC_QUEUE_DELIVERED, MESSAGES, "Messages that a queue has delivered");
        acked = measured.counter(Names.METRIC_QUEUE_ACKED, MESSAGES, "Messages of a queue that were acknowledged");
        redelivered =
                measured.counter(Names.METRIC_QUEUE_REDELIVERED, MESSAGES, "Messages that a queue has delivered again");
        up.set(0);
    }

    void seen(BrokerLook look, long epochSeconds) {
        up.set(1);
        look.management().ifPresentOrElse(this::broker, this::brokerUnknown);
        queues(look, epochSeconds);
        look.management().ifPresent(management -> counts(management.queues()));
    }

    private void broker(ManagementLook look) {
        memory.set(look.alarms().contains("memory") ? 1 : 0);
        disk.set(look.alarms().contains("disk") ? 1 : 0);
        blocked.set(look.alarms().isEmpty() ? 0 : 1);
        look.connections().ifPresentOrElse(connections::set, connections::unknown);
    }

    private void brokerUnknown() {
        List.of(memory, disk, blocked, connections).forEach(Reported.Values::unknown);
    }

    private void queues(BrokerLook look, long epochSeconds) {
        depth.set(Names.QUEUE, sums(look.queues(), QueueFacts::depth));
        ready.set(Names.QUEUE, sums(look.queues(), QueueFacts::ready));
        consumers.set(Names.QUEUE, sums(look.queues(), QueueFacts::consumers));
        unacknowledged.set(
                Names.QUEUE,
                sums(
                        look.queues().stream()
                                .filter(queue -> queue.unacknowledged().isPresent())
                                .toList(),
                        queue -> queue.unacknowledged().getAsLong()));
        deadLetters.set(
                Names.QUEUE,
                sums(
                        look.queues().stream()
                                .filter(queue -> look.deadLetters().contains(queue.name()))
                                .toList(),
                        QueueFacts::ready));
        Map<String, Double> utilizations = new HashMap<>();
        Map<String, Double> ages = new HashMap<>();
        for (QueueFacts queue : look.queues()) {
            String label = labels.of(queue.name());
            queue.utilisation().ifPresent(value -> utilizations.merge(label, value, Math::min));
            age(queue, epochSeconds).ifPresent(value -> ages.merge(label, value, Math::max));
        }
        utilization.set(Names.QUEUE, utilizations);
        oldest.set(Names.QUEUE, ages);
    }

    /** As the message at its head says, which its publisher has dated. */
    static OptionalDouble age(QueueFacts queue, long epochSeconds) {
        return queue.headEpochSeconds().isPresent() && queue.ready() > 0
                ? OptionalDouble.of((double)
                        Math.max(0, epochSeconds - queue.headEpochSeconds().getAsLong()))
                : OptionalDouble.empty();
    }

    private Map<String, Long> sums(List<QueueFacts> queues, ToLongFunction<QueueFacts> value) {
        Map<String, Long> sums = new HashMap<>();
        queues.forEach(queue -> sums.merge(labels.of(queue.name()), value.applyAsLong(queue), Long::sum));
        return sums;
    }

    private void counts(List<QueueFacts> queues) {
        Map<String, Counts> counts = new HashMap<>();
        queues.forEach(queue -> counts.put(queue.name(), queue.counts()));
        Map<String, Counts> sums = counters.look(counts, labels);
        published.set(Names.QUEUE, mapped(sums, Counts::published));
        delivered.set(Names.QUEUE, mapped(sums, Counts::delivered));
        acked.set(Names.QUEUE, mapped(sums, Counts::acked));
        redelivered.set(Names.QUEUE, mapped(sums, Counts::redelivered));
    }

    private static Map<String, Long> mapped(Map<String, Counts> sums, ToLongFunction<Counts> value) {
        Map<String, Long> mapped = new HashMap<>();
        sums.forEach((label, counts) -> mapped.put(label, value.applyAsLong(counts)));
        return mapped;
    }

    /** Nobody answers. What was counted stays counted. */
    void unknown() {
        up.set(0);
        brokerUnknown();
        List.of(depth, ready, unacknowledged, consumers, utilization, oldest, deadLetters)
                .forEach(Reported.Values::unknown);
    }

    @Override
    public void close() {
        measured.close();
    }
}
