package dev.loupe.console.web.page;

import dev.loupe.telemetry.recent.RecentTraces;
import dev.loupe.telemetry.recent.RecentTraces.RecentTrace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recent traces that a filter lets through.
 *
 * @param filter as asked for
 * @param operations to choose from, in alphabetical order
 * @param rows the newest that match
 * @param matching how many match
 * @param held how many there are
 */
record TracesPanel(
        TraceFilter filter, List<String> operations, List<TraceRow> rows, int matching, int held, Times times) {
    private static final int MOST_ROWS = 50;

    static TracesPanel of(RecentTraces traces, TraceFilter filter, Times times) {
        List<TraceRow> all = traces.newestFirst().stream()
                .filter(TracesPanel::hasSpans)
                .map(TraceRow::of)
                .toList();
        List<TraceRow> matching = all.stream().filter(filter::matches).toList();
        List<String> operations = Stream.concat(
                        all.stream().map(TraceRow::operation),
                        Stream.of(filter.operation()).filter(name -> !name.isEmpty()))
                .distinct()
                .sorted()
                .collect(Collectors.toList());
        return new TracesPanel(
                filter, operations, matching.stream().limit(MOST_ROWS).toList(), matching.size(), all.size(), times);
    }

    private static boolean hasSpans(RecentTrace trace) {
        return !trace.spans().isEmpty();
    }

    /** Such as {@code 12 of 500 traces}. */
    String summary() {
        String shown = rows.size() < matching ? "the newest " + rows.size() + " of " + matching : "" + matching;
        String traces = held == 1 ? " trace" : " traces";
        return filter.isEmpty() ? shown + traces : shown + " that match, of " + held + traces;
    }
}
