package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Broker;
import dev.loupe.console.web.Brokers.Queue;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A queue, as a line of a table. */
record QueueRow(String broker, Queue queue) {
    private static final double PERCENT = 100;
    private static final double NANOS = 1e9;

    static List<QueueRow> of(Broker broker) {
        return broker.monitor().stream()
                .flatMap(monitor -> monitor.queues().stream())
                .map(queue -> new QueueRow(broker.name(), queue))
                .toList();
    }

    /** Whether something waits in it, and nobody takes it. Nobody is meant to take what died. */
    boolean isForsaken() {
        return queue.consumers() == 0 && queue.ready() > 0 && !queue.deadLetters();
    }

    /** Whether a person should look. */
    boolean isBad() {
        return isForsaken() || (queue.deadLetters() && queue.ready() > 0);
    }

    String utilisation() {
        return queue.consumers() == 0 || queue.utilisation().isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT, "%.0f %%", PERCENT * queue.utilisation().getAsDouble());
    }

    String unacknowledged() {
        return queue.unacknowledged().isPresent()
                ? Amounts.count(queue.unacknowledged().getAsLong())
                : "–";
    }

    String oldest() {
        return queue.oldestSeconds().isPresent()
                ? Amounts.lasting(Math.round(queue.oldestSeconds().getAsDouble() * NANOS))
                : "–";
    }

    String rate(OptionalDouble perSecond) {
        return perSecond.isPresent() ? Amounts.rate(perSecond.getAsDouble()) : "–";
    }
}
