package dev.loupe.demo.company;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.recent.RecentTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;

/**
 * A span, as far as the demo compares and shows it.
 *
 * @param service whose sidecar, or proxy, saw it
 * @param peer who was called; empty for a request
 * @param order pseudonym of the order that it is said to be about; empty for none
 * @param evidence for its place in the trace; empty for a request
 * @param parent span id; zeros for none
 * @param status 0 if there was none
 * @param start nanoseconds since 1970
 * @param end nanoseconds since 1970
 */
record Sight(
        String service,
        SpanKind kind,
        String name,
        String peer,
        String order,
        String evidence,
        String trace,
        String span,
        String parent,
        long status,
        long start,
        long end,
        String attributes) {

    static List<Sight> all(String service, RecentTraces traces) {
        return traces.newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .map(span -> of(service, span))
                .sorted(Comparator.comparingLong(Sight::start))
                .toList();
    }

    private static Sight of(String service, SpanData span) {
        Long status = span.getAttributes().get(Names.HTTP_STATUS);
        return new Sight(
                service,
                span.getKind(),
                span.getName(),
                text(span, Names.PEER_SERVICE),
                text(span, Names.JOURNEY),
                text(span, Names.CORRELATION),
                span.getTraceId(),
                span.getSpanId(),
                span.getParentSpanId(),
                status == null ? 0 : status,
                span.getStartEpochNanos(),
                span.getEndEpochNanos(),
                span.getAttributes().toString());
    }

    private static String text(SpanData span, AttributeKey<String> key) {
        String value = span.getAttributes().get(key);
        return value == null ? "" : value;
    }

    boolean isRequest() {
        return kind == SpanKind.SERVER;
    }

    boolean isCall() {
        return kind == SpanKind.CLIENT;
    }

    /** Milliseconds. */
    double took() {
        return (end - start) / 1e6;
    }
}
