package dev.loupe.console.web.page;

import dev.loupe.console.web.Brokers.Broker;
import dev.loupe.console.web.Brokers.Life;
import dev.loupe.console.web.Brokers.Trouble;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that something went wrong with, and the lives of the newest.
 *
 * @param filter as asked for
 * @param rows the first that match
 * @param matching how many match
 * @param held how many there are
 * @param lives the newest, whatever became of them
 * @param livesHeld how many there are
 * @param several whether it has to be said at which broker
 */
record MessagesPanel(
        MessageFilter filter,
        List<TroubleRow> rows,
        int matching,
        int held,
        List<LifeRow> lives,
        int livesHeld,
        boolean several,
        Times times) {
    private static final int MOST_ROWS = 100;
    private static final int MOST_LIVES = 30;

    static MessagesPanel of(
            List<Broker> brokers, MessageFilter filter, boolean journeys, TraceLinks links, Times times) {
        List<TroubleRow> all = brokers.stream()
                .flatMap(broker -> troubles(broker, journeys, links).stream())
                .toList();
        List<TroubleRow> matching = all.stream()
                .filter(filter::matches)
                .sorted(Comparator.comparingLong(
                                (TroubleRow row) -> row.trouble().at())
                        .reversed())
                .toList();
        List<LifeRow> lives = brokers.stream()
                .flatMap(broker -> broker.lives().stream().map(life -> new LifeRow(broker.name(), life)))
                .toList();
        return new MessagesPanel(
                filter,
                matching.stream().limit(MOST_ROWS).toList(),
                matching.size(),
                all.size(),
                lives.stream()
                        .filter(filter::matches)
                        .sorted(Comparator.comparingLong(LifeRow::at).reversed())
                        .limit(MOST_LIVES)
                        .toList(),
                lives.size(),
                brokers.size() > 1,
                times);
    }

    private static List<TroubleRow> troubles(Broker broker, boolean journeys, TraceLinks links) {
        Map<String, Life> bySpan = new HashMap<>();
        broker.lives().forEach(life -> {
            bySpan.putIfAbsent(life.spanId(), life);
            life.steps().forEach(step -> bySpan.putIfAbsent(step.spanId(), life));
        });
        return broker.troubles().stream()
                .map(trouble -> new TroubleRow(
                        broker.name(),
                        trouble,
                        trouble.spanId().isEmpty()
                                ? Optional.empty()
                                : Optional.ofNullable(bySpan.get(trouble.spanId()))
                                        .map(LifeRow::href),
                        links.anywhere(trouble.traceId()),
                        orderHref(trouble, journeys)))
                .toList();
    }

    private static Optional<String> orderHref(Trouble trouble, boolean journeys) {
        return journeys && !trouble.order().isEmpty() ? Optional.of("/journey/" + trouble.order()) : Optional.empty();
    }

    /** Such as {@code 2 that match, of 31 messages}. */
    String summary() {
        String shown = rows.size() < matching ? "the first " + rows.size() + " of " + matching : "" + matching;
        String messages = held == 1 ? " message" : " messages";
        return filter.isEmpty() ? shown + messages : shown + " that match, of " + held + messages;
    }
}
