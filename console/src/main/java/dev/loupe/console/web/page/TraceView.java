package dev.loupe.console.web.page;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.recent.RecentTraces.RecentTrace;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;

/**
 * One trace, with all that is known of it.
 *
 * @param row its facts in brief
 * @param answer the sentence that says who was slow and what went wrong
 * @param spans in reading order
 * @param locks what they say of locks
 * @param start of its earliest span, nanoseconds since 1970
 * @param whole from then to the end of its last span, in nanoseconds
 */
record TraceView(
        TraceRow row,
        String answer,
        List<SpanView> spans,
        List<LockNote> locks,
        long start,
        long whole,
        Optional<String> jaeger,
        Times times) {
    /**
     * A span of the trace.
     *
     * @param offset nanoseconds from the trace's start
     * @param length nanoseconds
     */
    record SpanView(SpanData span, int depth, long offset, long length, Outcome outcome, List<Field> fields) {}

    static TraceView of(RecentTrace trace, TraceLinks links, Frame frame, Times times) {
        TraceRow row = TraceRow.of(trace);
        long start = trace.spans().stream()
                .mapToLong(SpanData::getStartEpochNanos)
                .min()
                .orElseThrow();
        long end = trace.spans().stream()
                .mapToLong(SpanData::getEndEpochNanos)
                .max()
                .orElseThrow();
        List<SpanView> spans = SpanTree.of(trace.spans()).stream()
                .map(node -> view(node, start, times))
                .toList();
        List<LockNote> locks = LockNote.of(spans.stream().map(SpanView::span).toList(), links);
        return new TraceView(
                row,
                Answer.to(row.root()) + LockNote.inBrief(locks),
                spans,
                locks,
                start,
                Math.max(0, end - start),
                frame.inJaeger(trace.traceId()),
                times);
    }

    private static SpanView view(SpanTree.Node node, long start, Times times) {
        SpanData span = node.span();
        return new SpanView(
                span,
                node.depth(),
                span.getStartEpochNanos() - start,
                Timing.totalOf(span),
                Outcome.of(span),
                Field.of(span, times));
    }

    /** On which the root's own stretches are drawn. */
    Shares rootScale() {
        return new Shares(row.total());
    }

    /** On which all spans are drawn. */
    Shares traceScale() {
        return new Shares(whole);
    }

    /** When the store's first byte came, in nanoseconds since the root's start. */
    Optional<Long> firstByteAt() {
        return row.timing()
                .filter(timing -> timing.firstByte().isPresent())
                .map(timing -> timing.beforeStore() + timing.firstByte().getAsLong());
    }

    /** Whole size, or what moved of it. */
    Optional<String> size() {
        return row.size() < 0 ? Optional.empty() : Optional.of(Amounts.bytes(row.size()));
    }

    /** How often the request was sent again, if at all. */
    Optional<Long> retries() {
        return Optional.ofNullable(row.root().getAttributes().get(Names.RETRIES));
    }

    /** What the span says of its error. */
    String errorDescription() {
        return row.root().getStatus().getDescription();
    }
}
