package dev.loupe.demo.company;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One trace, for a terminal: who asked whom for what, how long it took, and on what its place rests. */
final class TraceTree {
    private static final int WIDTH = 74;

    private final List<Sight> spans;
    private final StringBuilder text = new StringBuilder();

    /** @param trace all of its spans */
    TraceTree(List<Sight> trace) {
        this.spans = trace.stream()
                .filter(sight -> !Set.of("BEGIN", "COMMIT").contains(sight.name()))
                .filter(sight -> sight.isReason()
                        || sight.isPublish()
                        || sight.isCall()
                        || sight.isStatement()
                        || sight.isTransaction())
                .sorted(Comparator.comparingLong(Sight::start))
                .toList();
    }

    String text() {
        Set<String> ids = spans.stream().map(Sight::span).collect(Collectors.toCollection(HashSet::new));
        spans.stream().filter(span -> !ids.contains(span.parent())).forEach(root -> add(root, "  ", "  "));
        return text.toString();
    }

    private static String what(Sight span) {
        if (span.isCall() || span.isStatement()) {
            return "asks " + span.peer() + ": " + span.name();
        }
        return span.isPublish() ? "tells " + span.peer() + ": " + span.name() : span.name();
    }

    private void add(Sight span, String first, String further) {
        String what = what(span);
        String line = first + span.service() + "  " + what;
        String status = span.status() == 0 ? "" : Long.toString(span.status());
        String figures = String.format(Locale.ROOT, "%8.1f ms  %3s  %s", span.took(), status, span.evidence());
        text.append(String.format("%-" + WIDTH + "s%s%n", line, figures.stripTrailing()));
        List<Sight> children = spans.stream()
                .filter(other -> other.parent().equals(span.span()))
                .toList();
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            add(children.get(i), further + (last ? "└ " : "├ "), further + (last ? "  " : "│ "));
        }
    }
}
