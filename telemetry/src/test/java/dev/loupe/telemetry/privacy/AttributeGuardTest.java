package dev.loupe.telemetry.privacy;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.loupe.telemetry.fixture.EndedSpans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AttributeGuardTest {
    private static final SpanContext ELSEWHERE = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault());

    private final AttributeGuard guard =
            new AttributeGuard(List.of("http.route", "file_size_bytes"), List.of("loupe.keep.ask"));

    @Test
    void spanOfKnownAttributes_passesAsItIs() {
        SpanData span = span(s -> {
            s.setAttribute("http.route", "/orders/{order}");
            s.setAttribute("file_size_bytes", 7);
            s.addEvent("retried", Attributes.of(longKey("file_size_bytes"), 7L));
            s.addLink(ELSEWHERE);
        });
        assertThat(guard.guarded(span)).isSameAs(span);
        assertThat(guard.dropped()).isZero();
    }

    @Test
    void attributeThatIsNotKnown_doesNotPassAndIsCounted() {
        SpanData guarded = guard.guarded(span(s -> {
            s.setAttribute("http.route", "/orders/{order}");
            s.setAttribute("url.path", "/orders/10234");
            s.setAttribute(stringArrayKey("names"), List.of("Ada"));
        }));
        assertThat(guarded.getAttributes()).isEqualTo(Attributes.of(stringKey("http.route"), "/orders/{order}"));
        assertThat(guarded.getTotalAttributeCount()).as("how many there were").isEqualTo(3);
        assertThat(guard.dropped()).isEqualTo(2);
    }

    @Test
    void attributesOfEventsAndLinks_doNotPassEither() {
        SpanData guarded = guard.guarded(span(s -> {
            s.addEvent("waited", Attributes.of(stringKey("who"), "Ada", stringKey("http.route"), "/a"));
            s.addEvent("retried");
            s.addLink(ELSEWHERE, Attributes.of(stringKey("token"), "secret"));
        }));
        assertThat(guarded.getEvents())
                .extracting(EventData::getName, EventData::getAttributes)
                .containsExactly(
                        tuple("waited", Attributes.of(stringKey("http.route"), "/a")),
                        tuple("retried", Attributes.empty()));
        assertThat(guarded.getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext()).isEqualTo(ELSEWHERE);
            assertThat(link.getAttributes().isEmpty()).isTrue();
        });
        assertThat(guard.dropped()).isEqualTo(2);
    }

    @Test
    void exception_leavesItsMessageBehind() {
        SpanData guarded = guard.guarded(span(s -> s.recordException(new IllegalStateException("order 10234"))));
        assertThat(guarded.getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("exception");
            assertThat(event.getAttributes().isEmpty()).isTrue();
        });
        assertThat(guarded.getEvents().toString()).doesNotContain("10234");
    }

    @Test
    void internalAttribute_doesNotPassAndIsNotCounted() {
        SpanData guarded = guard.guarded(span(s -> s.setAttribute("loupe.keep.ask", "lock")));
        assertThat(guarded.getAttributes().isEmpty()).isTrue();
        assertThat(guard.dropped()).isZero();
    }

    @Test
    void traceStateOfACaller_doesNotPass() {
        SpanContext caller = SpanContext.createFromRemoteParent(
                ELSEWHERE.getTraceId(),
                ELSEWHERE.getSpanId(),
                TraceFlags.getSampled(),
                TraceState.builder().put("shop", "10234").build());
        List<SpanData> ended = new ArrayList<>();
        try (SdkTracerProvider tracers = SdkTracerProvider.builder()
                .addSpanProcessor(new EndedSpans(ended))
                .build()) {
            tracers.get("test")
                    .spanBuilder("PUT /price")
                    .setParent(Context.root().with(Span.wrap(caller)))
                    .addLink(caller)
                    .startSpan()
                    .end();
        }

        SpanData guarded = guard.guarded(ended.get(0));

        assertThat(guarded.getSpanContext().getTraceState().isEmpty()).isTrue();
        assertThat(guarded.getTraceId()).isEqualTo(caller.getTraceId());
        assertThat(guarded.getParentSpanContext().getTraceState().isEmpty()).isTrue();
        assertThat(guarded.getParentSpanContext().isRemote()).isTrue();
        assertThat(guarded.getParentSpanId()).isEqualTo(caller.getSpanId());
        assertThat(guarded.getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext().getTraceState().isEmpty()).isTrue();
            assertThat(link.getSpanContext().getSpanId()).isEqualTo(caller.getSpanId());
        });
        assertThat(guard.dropped()).isZero();
    }

    @Test
    void guardedSpan_isOtherwiseTheSame() {
        SpanData span = span(s -> s.setAttribute("who", "Ada"));
        SpanData guarded = guard.guarded(span);
        assertThat(guarded.getName()).isEqualTo(span.getName());
        assertThat(guarded.getSpanContext()).isEqualTo(span.getSpanContext());
        assertThat(guarded.getEndEpochNanos()).isEqualTo(span.getEndEpochNanos());
    }

    private static SpanData span(Consumer<Span> describe) {
        List<SpanData> ended = new ArrayList<>();
        Span span = SdkTracerProvider.builder()
                .addSpanProcessor(new EndedSpans(ended))
                .build()
                .get("test")
                .spanBuilder("PUT /price")
                .startSpan();
        describe.accept(span);
        span.end();
        return ended.get(0);
    }
}
