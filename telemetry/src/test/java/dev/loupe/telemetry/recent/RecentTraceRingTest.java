package dev.loupe.telemetry.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.fixture.EndedSpans;
import dev.loupe.telemetry.keep.Verdict;
import dev.loupe.telemetry.recent.RecentTraces.RecentTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentTraceRingTest {
    private final RecentTraceRing ring = new RecentTraceRing(new Settings.Recent(2, 3));

    @Test
    void moreTracesThanThereIsRoomFor_pushOutTheOldest() {
        ring.add(Verdict.ALL, span(1, 1));
        ring.add(Verdict.SLOW, span(2, 1));
        ring.add(Verdict.ALL, span(1, 2));
        ring.add(Verdict.ERROR, span(3, 1));
        assertThat(ring.newestFirst()).extracting(RecentTrace::traceId).containsExactly(id(3), id(2));
        assertThat(ring.byId(id(1))).isEmpty();
        assertThat(ring.byId(id(2))).map(RecentTrace::keepReason).contains("slow");
    }

    @Test
    void spansOfATrace_standInOrderOfStartAndShowTheMostTellingReason() {
        ring.add(Verdict.BASELINE, span(1, 7));
        ring.add(Verdict.ERROR, span(1, 3));
        ring.add(Verdict.ALL, span(1, 5));
        assertThat(ring.byId(id(1))).hasValueSatisfying(trace -> {
            assertThat(trace.keepReason()).isEqualTo("error");
            assertThat(trace.spans())
                    .extracting(SpanData::getStartEpochNanos)
                    .containsExactly(3_000_000_000L, 5_000_000_000L, 7_000_000_000L);
        });
    }

    @Test
    void moreSpansThanATraceMayHave_areCountedAndNotHeld() {
        for (int i = 0; i < 5; i++) {
            ring.add(Verdict.ALL, span(1, i));
        }
        assertThat(ring.newestFirst()).singleElement().satisfies(trace -> {
            assertThat(trace.spans()).hasSize(3);
            assertThat(trace.spansNotHeld()).isEqualTo(2);
        });
    }

    @Test
    void roomForNone_holdsNone() {
        RecentTraceRing none = new RecentTraceRing(new Settings.Recent(0, 1));
        none.add(Verdict.ALL, span(1, 1));
        assertThat(none.newestFirst()).isEmpty();
    }

    private static String id(int number) {
        return "0af7651916cd43dd8448eb21%08x".formatted(number);
    }

    private static SpanData span(int trace, int startSecond) {
        SpanContext caller = SpanContext.createFromRemoteParent(
                id(trace), "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
        List<SpanData> ended = new ArrayList<>();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(new EndedSpans(ended))
                .build()) {
            provider.get("test")
                    .spanBuilder("GetObject")
                    .setParent(Context.root().with(Span.wrap(caller)))
                    .setStartTimestamp(startSecond, TimeUnit.SECONDS)
                    .startSpan()
                    .end();
        }
        return ended.get(0);
    }
}
