package dev.loupe.console.web.page;

import dev.loupe.console.web.Journeys;
import dev.loupe.console.web.Journeys.Stay;
import dev.loupe.console.web.Journeys.Trace;
import dev.loupe.console.web.page.JourneyRow.Stretch;
import dev.loupe.telemetry.recent.RecentTraces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One order, with all that is known of its way.
 *
 * @param answer the sentences that say where it is and what took so long
 * @param stretches its stays in the order of time
 * @param axis what the drawing spans, in nanoseconds from the journey's beginning
 * @param companions orders in the same stage, the one that waits longest first; at most a few
 * @param place of this order among them all, from 1
 * @param inStage how many are in the stage
 */
record JourneyView(
        JourneyRow row,
        String answer,
        List<StageTime> stretches,
        long axis,
        List<JourneyRow> companions,
        int place,
        int inStage,
        Times times) {
    private static final int MOST_COMPANIONS = 6;
    private static final int MOST_TRACES = 6;

    /**
     * A stay and its traces.
     *
     * @param style of the stage
     * @param links the latest traces
     * @param more how many there are besides
     */
    record StageTime(Stretch stretch, String style, List<TraceLink> links, int more) {
        Stay stay() {
            return stretch.stay();
        }

        /** Which visit it is and how often the order was put there; empty for the usual. */
        String remark() {
            List<String> remarks = new ArrayList<>();
            if (stay().visit() > 1) {
                remarks.add("again, visit " + stay().visit());
            }
            if (stay().times() > 1) {
                remarks.add("entered " + stay().times() + " times");
            }
            return String.join(", ", remarks);
        }
    }

    /**
     * A trace and where it can be seen.
     *
     * @param here its page; empty if it is not held
     * @param jaeger its page there; empty if there is no Jaeger
     */
    record TraceLink(Trace trace, Optional<String> here, Optional<String> jaeger) {}

    static JourneyView of(JourneyRow row, Journeys journeys, RecentTraces traces, Frame frame, Times times) {
        StageStyles styles = new StageStyles(journeys.stages());
        List<JourneyRow> waiting = journeys.all().stream()
                .map(journey -> new JourneyRow(journey, row.now()))
                .filter(other -> isInSameStage(row, other))
                .sorted(Comparator.comparing(
                                (JourneyRow other) -> other.current().enteredAt())
                        .thenComparing(JourneyRow::order))
                .toList();
        List<String> orders = waiting.stream().map(JourneyRow::order).toList();
        return new JourneyView(
                row,
                JourneyAnswer.to(row),
                row.stretches().stream()
                        .map(stretch -> stageTime(stretch, styles, traces, frame))
                        .toList(),
                axis(row),
                waiting.stream().limit(MOST_COMPANIONS).toList(),
                orders.indexOf(row.order()) + 1,
                waiting.size(),
                times);
    }

    private static boolean isInSameStage(JourneyRow row, JourneyRow other) {
        return row.state() != JourneyRow.State.DONE
                && other.current().stage().name().equals(row.current().stage().name());
    }

    private static StageTime stageTime(Stretch stretch, StageStyles styles, RecentTraces held, Frame frame) {
        List<Trace> traces = stretch.stay().traces();
        int hidden = Math.max(0, traces.size() - MOST_TRACES);
        List<TraceLink> links = traces.stream()
                .skip(hidden)
                .map(trace -> new TraceLink(
                        trace,
                        held.byId(trace.traceId()).map(found -> "/trace/" + found.traceId()),
                        frame.inJaeger(trace.traceId())))
                .toList();
        return new StageTime(stretch, styles.of(stretch.stay().stage()), links, hidden);
    }

    /** A deadline that is near enough is in the picture. */
    private static long axis(JourneyRow row) {
        long whole = row.whole();
        OptionalLong overdue = row.overdue();
        return overdue.isPresent() && overdue.getAsLong() < 0 && -overdue.getAsLong() <= whole
                ? whole - overdue.getAsLong()
                : whole;
    }

    /** When the order should leave, in nanoseconds since its beginning; empty if that is not in the picture. */
    OptionalLong dueAt() {
        OptionalLong overdue = row.overdue();
        if (overdue.isEmpty() || row.state() == JourneyRow.State.DONE) {
            return OptionalLong.empty();
        }
        long at = row.whole() - overdue.getAsLong();
        return at <= axis ? OptionalLong.of(at) : OptionalLong.empty();
    }

    Shares scale() {
        return new Shares(axis);
    }
}
