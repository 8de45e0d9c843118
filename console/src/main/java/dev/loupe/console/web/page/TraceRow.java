package dev.loupe.console.web.page;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.recent.RecentTraces.RecentTrace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A recent trace as a line of a table.
 *
 * @param root the span that the trace is told by
 * @param bucket that the file lies in; empty if the trace is about none
 * @param file its name; empty if the trace is about none
 * @param size of the whole file in bytes, or what moved if that is not known; -1 for neither
 * @param timing empty if no store was asked
 */
record TraceRow(
        RecentTrace trace,
        SpanData root,
        String bucket,
        String file,
        long size,
        Optional<Timing> timing,
        Outcome outcome) {

    static TraceRow of(RecentTrace trace) {
        SpanData root = SpanTree.rootOf(trace.spans());
        return new TraceRow(
                trace,
                root,
                text(root, Names.S3_BUCKET),
                text(root, Names.FILE_NAME),
                sizeOf(root),
                Timing.of(root),
                Outcome.of(root));
    }

    private static String text(SpanData span, AttributeKey<String> key) {
        return Objects.requireNonNullElse(span.getAttributes().get(key), "");
    }

    private static long sizeOf(SpanData span) {
        Long whole = span.getAttributes().get(Names.FILE_SIZE_BYTES);
        if (whole != null) {
            return whole;
        }
        Long sent = span.getAttributes().get(Names.HTTP_REQUEST_BODY_SIZE);
        Long received = span.getAttributes().get(Names.HTTP_RESPONSE_BODY_SIZE);
        long moved = Math.max(sent == null ? -1 : sent, received == null ? -1 : received);
        return moved == 0 ? -1 : moved;
    }

    String operation() {
        return root.getName();
    }

    /** Bucket and file, as one would say them. */
    String path() {
        return bucket.isEmpty() || file.isEmpty() ? bucket + file : bucket + "/" + file;
    }

    String href() {
        return "/trace/" + trace.traceId();
    }

    long total() {
        return Timing.totalOf(root);
    }

    List<Segment> segments() {
        return timing.map(Segment::of).orElse(List.of());
    }
}
