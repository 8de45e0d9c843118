package dev.loupe.console.sample;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A finished span as a relay would have made it. */
public final class SampleSpan {
    private final String name;
    private final AttributesBuilder attributes = Attributes.builder();
    private Instant start = Instant.parse("2026-03-02T09:30:00Z");
    private Duration length = Duration.ofMillis(10);
    private String error;
    private SpanData parent;
    private String event;
    private SpanData link;

    private SampleSpan(String name) {
        this.name = name;
    }

    public static SampleSpan named(String name) {
        return new SampleSpan(name);
    }

    public SampleSpan startedAt(Instant moment) {
        start = moment;
        return this;
    }

    public SampleSpan took(Duration duration) {
        length = duration;
        return this;
    }

    public <T> SampleSpan with(AttributeKey<T> key, T value) {
        attributes.put(key, value);
        return this;
    }

    public SampleSpan failed(String description) {
        error = description;
        return this;
    }

    public SampleSpan under(SpanData span) {
        parent = span;
        return this;
    }

    public SampleSpan withEvent(String eventName) {
        event = eventName;
        return this;
    }

    public SampleSpan linkedTo(SpanData span) {
        link = span;
        return this;
    }

    public SpanData ended() {
        List<SpanData> ended = new ArrayList<>();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "3d-files-storage")))
                .addSpanProcessor(SimpleSpanProcessor.create(into(ended)))
                .build()) {
            Span span = builder(provider.get("sample")).startSpan();
            span.setAllAttributes(attributes.build());
            if (error != null) {
                span.setStatus(StatusCode.ERROR, error);
            }
            if (event != null) {
                span.addEvent(event, Attributes.of(AttributeKey.stringKey("why"), "to show it"));
            }
            span.end(start.plus(length));
        }
        return ended.get(0);
    }

    private SpanBuilder builder(Tracer tracer) {
        SpanBuilder builder =
                tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER).setStartTimestamp(start);
        if (link != null) {
            builder.addLink(link.getSpanContext());
        }
        return parent == null
                ? builder.setNoParent()
                : builder.setParent(Context.root().with(Span.wrap(parent.getSpanContext())));
    }

    private static SpanExporter into(List<SpanData> ended) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                ended.addAll(spans);
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }
}
