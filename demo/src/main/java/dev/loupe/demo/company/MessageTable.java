package dev.loupe.demo.company;

import dev.loupe.telemetry.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What went wrong with messages, for a terminal: which order, what, where, why, and in which trace it is to be seen. */
final class MessageTable {
    private static final String ROW = "  %-31s%-11s%-28s%-34s%s%n";
    private static final int MOST_LATE = 3;
    private static final int SHORT = 8;

    private final List<Sight> sights;

    MessageTable(List<Sight> sights) {
        this.sights = sights;
    }

    private record Row(Sight sight, Trouble trouble) {
        String text() {
            return String.format(
                    ROW,
                    sight.order(),
                    trouble.kind().name().toLowerCase(Locale.ROOT),
                    trouble.where(),
                    trouble.why(),
                    sight.trace().substring(0, Math.min(SHORT, sight.trace().length())) + '…');
        }
    }

    String text() {
        List<Row> rows = sights.stream()
                .flatMap(sight -> Trouble.all(sight).stream().map(trouble -> new Row(sight, trouble)))
                .sorted(Comparator.comparing(row -> row.trouble().kind()))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Row> late = rows.stream()
                .filter(row -> row.trouble().kind() == Trouble.Kind.LATE)
                .sorted(Comparator.comparingDouble(row -> -row.sight().number(Names.MESSAGE_QUEUE_TIME)))
                .toList();
        rows.removeAll(late);
        rows.addAll(late.subList(0, Math.min(MOST_LATE, late.size())));
        StringBuilder table = new StringBuilder(String.format(ROW, "which order", "what", "where", "why", "trace"));
        rows.forEach(row -> table.append(row.text()));
        if (late.size() > MOST_LATE) {
            table.append("  ... and ").append(late.size() - MOST_LATE).append(" more that were late\n");
        }
        return table.append(slowest()).toString();
    }

    /** Of three times that a message can lose, each has somebody else to answer for. */
    private String slowest() {
        return sights.stream()
                .filter(sight -> sight.isDelivery() && sight.number(Names.MESSAGE_WAIT_TIME) > 0)
                .max(Comparator.comparingDouble(sight -> sight.number(Names.MESSAGE_WAIT_TIME)))
                .map(sight -> String.format(
                        Locale.ROOT,
                        "  The one that had to wait longest for its consumer: %.2f s in the queue, then %.2f s behind"
                                + " others, in all%n  %.2f s with the consumer (trace %s…)%n",
                        sight.number(Names.MESSAGE_QUEUE_TIME),
                        sight.number(Names.MESSAGE_WAIT_TIME),
                        sight.number(Names.MESSAGE_PROCESSING_TIME),
                        sight.trace().substring(0, Math.min(SHORT, sight.trace().length()))))
                .orElse("");
    }
}
