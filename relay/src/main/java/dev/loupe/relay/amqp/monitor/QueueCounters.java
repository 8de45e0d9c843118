package dev.loupe.relay.amqp.monitor;

import dev.loupe.relay.amqp.monitor.QueueFacts.Counts;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up what the broker has counted. Its counts begin anew with a queue or a node, and queues that share a label come and go:
 * only what was added since the look before counts. Touched on one thread.
 */
final class QueueCounters {
    private Map<String, Counts> before = Map.of();
    private Map<String, Counts> sums = Map.of();
    private boolean begun;

    /**
     * The broker was looked at.
     *
     * @param counts by the name of the queue
     * @return the sums by label
     */
    Map<String, Counts> look(Map<String, Counts> counts, QueueLabels labels) {
        Map<String, Counts> now = new HashMap<>(sums);
        counts.forEach((queue, count) -> {
            // What was counted before the first look, was counted by others.
            Counts since = begun ? before.getOrDefault(queue, Counts.NONE) : count;
            now.merge(labels.of(queue), difference(count, since), QueueCounters::sum);
        });
        before = Map.copyOf(counts);
        sums = Map.copyOf(now);
        begun = true;
        return sums;
    }

    private static Counts difference(Counts now, Counts before) {
        return new Counts(
                grown(now.published(), before.published()),
                grown(now.delivered(), before.delivered()),
                grown(now.acked(), before.acked()),
                grown(now.redelivered(), before.redelivered()));
    }

    private static long grown(long now, long before) {
        return now >= before ? now - before : now;
    }

    private static Counts sum(Counts one, Counts other) {
        return new Counts(
                one.published() + other.published(),
                one.delivered() + other.delivered(),
                one.acked() + other.acked(),
                one.redelivered() + other.redelivered());
    }
}
