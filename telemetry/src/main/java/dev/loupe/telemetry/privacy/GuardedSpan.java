package dev.loupe.telemetry.privacy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * A span without what may not leave. How much was left out is no secret: the totals stay. A trace state is text of whoever
 * called, and goes to whoever is called, but is told to nobody else.
 */
final class GuardedSpan extends DelegatingSpanData {
    private final SpanContext own;
    private final SpanContext parent;
    private final Attributes attributes;
    private final List<EventData> events;
    private final List<LinkData> links;

    GuardedSpan(SpanData span, AttributeGuard guard) {
        super(span);
        own = withoutState(span.getSpanContext());
        parent = withoutState(span.getParentSpanContext());
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
                        withoutState(link.getSpanContext()),
                        guard.only(link.getAttributes()),
                        link.getTotalAttributeCount()))
                .toList();
    }

    private static SpanContext withoutState(SpanContext context) {
        if (context.getTraceState().isEmpty()) {
            return context;
        }
        return context.isRemote()
                ? SpanContext.createFromRemoteParent(
                        context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault())
                : SpanContext.create(
                        context.getTraceId(), context.getSpanId(), context.getTraceFlags(), TraceState.getDefault());
    }

    @Override
    public SpanContext getSpanContext() {
        return own;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
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
