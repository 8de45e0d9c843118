package dev.loupe.demo.company;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.recent.RecentTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
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
 * @param values all that it says
 * @param links ids of the spans that it leads to
 * @param text all that it says, with its events, as one text
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
        Attributes values,
        List<String> links,
        String text) {

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
                span.getAttributes(),
                span.getLinks().stream()
                        .map(link -> link.getSpanContext().getSpanId())
                        .toList(),
                span.getName() + ' ' + span.getAttributes() + ' ' + span.getEvents() + ' ' + span.getStatus());
    }

    private static String text(SpanData span, AttributeKey<String> key) {
        String value = span.getAttributes().get(key);
        return value == null ? "" : value;
    }

    boolean isRequest() {
        return kind == SpanKind.SERVER;
    }

    /** Of a message that was published. */
    boolean isPublish() {
        return kind == SpanKind.PRODUCER;
    }

    /** Of a message that was delivered. */
    boolean isDelivery() {
        return kind == SpanKind.CONSUMER;
    }

    /** Whether something can be done for it. */
    boolean isReason() {
        return isRequest() || isDelivery();
    }

    /** Of another service, or a store. */
    boolean isCall() {
        return kind == SpanKind.CLIENT && !says(Names.DB_SYSTEM);
    }

    boolean isStatement() {
        return kind == SpanKind.CLIENT && says(Names.DB_SYSTEM);
    }

    boolean isTransaction() {
        return kind == SpanKind.INTERNAL && says(Names.DB_SYSTEM);
    }

    boolean says(AttributeKey<?> key) {
        return values.get(key) != null;
    }

    /** What it says; empty for nothing. */
    String said(AttributeKey<String> key) {
        String value = values.get(key);
        return value == null ? "" : value;
    }

    /** What it says in numbers; 0 for nothing. */
    double number(AttributeKey<? extends Number> key) {
        Number value = values.get(key);
        return value == null ? 0 : value.doubleValue();
    }

    /** Milliseconds. */
    double took() {
        return (end - start) / 1e6;
    }
}
