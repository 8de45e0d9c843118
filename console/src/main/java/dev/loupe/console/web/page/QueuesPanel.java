package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Broker;
import dev.loupe.console.web.Brokers.Monitor;
import java.util.Comparator;
import java.util.List;

/**
 * The queues that a filter lets through, the deepest first.
 *
 * @param filter as asked for
 * @param brokers to choose from
 * @param rows the first that match
 * @param matching how many match
 * @param held how many there are
 * @param deepest depth of the deepest that matches
 * @param asked whether anybody asks for queues, and is answered
 */
record QueuesPanel(
        QueueFilter filter,
        List<String> brokers,
        List<QueueRow> rows,
        int matching,
        int held,
        long deepest,
        boolean asked) {
    private static final int MOST_ROWS = 100;

    static QueuesPanel of(List<Broker> brokers, QueueFilter filter) {
        List<QueueRow> all =
                brokers.stream().flatMap(broker -> QueueRow.of(broker).stream()).toList();
        List<QueueRow> matching = all.stream()
                .filter(filter::matches)
                .sorted(Comparator.comparingLong((QueueRow row) -> row.queue().depth())
                        .reversed()
                        .thenComparing(row -> row.queue().name()))
                .toList();
        return new QueuesPanel(
                filter,
                brokers.stream().map(Broker::name).toList(),
                matching.stream().limit(MOST_ROWS).toList(),
                matching.size(),
                all.size(),
                matching.stream().mapToLong(row -> row.queue().depth()).max().orElse(0),
                brokers.stream()
                        .anyMatch(
                                broker -> broker.monitor().map(Monitor::answers).orElse(false)));
    }

    /** Such as {@code 2 that match, of 31 queues}. */
    String summary() {
        String shown = rows.size() < matching ? "the first " + rows.size() + " of " + matching : "" + matching;
        String queues = held == 1 ? " queue" : " queues";
        return filter.isEmpty() ? shown + queues : shown + " that match, of " + held + queues;
    }

    Shares scale() {
        return new Shares(deepest);
    }

    /** Whether it has to be said at which broker a queue is. */
    boolean several() {
        return brokers.size() > 1;
    }

    boolean isUnknownBroker() {
        return !filter.broker().isEmpty() && !brokers.contains(filter.broker());
    }
}
