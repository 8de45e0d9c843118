package dev.loupe.telemetry.privacy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** A span without what may not leave. How much was left out is no secret: the totals stay. */
final class GuardedSpan extends DelegatingSpanData {
    private final Attributes attributes;
    private final List<EventData> events;
    private final List<LinkData> links;

    GuardedSpan(SpanData span, AttributeGuard guard) {
        super(span);
        attributes = guard.only(span.getAttributes());
        events = span.getEvents().stream()
                .map(event -> EventData.create(
                        event.getEpochNanos(),
                        event.getName(),
                        guard.only(event.getAttributes()),
                        event.getTotalAttributeCount()))
                .toList();
        links = span.getLinks().stream()
                .map(link -> LinkData.create(
                        link.getSpanContext(), guard.only(link.getAttributes()), link.getTotalAttributeCount()))
                .toList();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return events;
    }

    @Override
    public List<LinkData> getLinks() {
        return links;
    }
}
