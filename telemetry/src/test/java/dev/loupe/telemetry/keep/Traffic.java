package dev.loupe.telemetry.keep;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.export.Drops;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Makes spans that go through a keep policy, on a clock that stands still until it is moved. */
final class Traffic {
    /** A trace id that no baseline but "all" keeps. */
    static final String TRACE = "0af7651916cd43dd7fffffffffffffff";

    final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    final List<SpanData> kept = new CopyOnWriteArrayList<>();
    final Drops drops = new Drops();
    final KeepPolicy policy;
    private final Tracer tracer;

    Traffic(Settings.Keep settings) {
        policy = new KeepPolicy(settings, clock::get, drops, (verdict, span) -> kept.add(span));
        tracer = SdkTracerProvider.builder()
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(policy)
                .build()
                .get("test");
    }

    /** Selective, slow from 1 s ("ListObjectsV2" from 3 s), 1 in a million, callers trusted, room for 100. */
    static Settings.Keep selective() {
        return new Settings.Keep(
                Settings.Policy.SELECTIVE,
                1_000_000,
                Duration.ofSeconds(1),
                Map.of("ListObjectsV2", Duration.ofSeconds(3)),
                true,
                100,
                Duration.ofMinutes(10),
                1_000);
    }

    static Settings.Keep keepAll() {
        Settings.Keep keep = selective();
        return new Settings.Keep(
                Settings.Policy.ALL,
                keep.baseline(),
                keep.slow(),
                keep.slowByOperation(),
                keep.trustCaller(),
                keep.maxWaitingSpans(),
                keep.maxWait(),
                keep.verdicts());
    }

    /** A local root whose caller is elsewhere and did not ask for a trace. */
    Span root(String name) {
        return root(name, TRACE, false);
    }

    Span root(String name, String traceId, boolean asked) {
        SpanContext caller = SpanContext.createFromRemoteParent(
                traceId,
                "00f067aa0ba902b7",
                asked ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
        return started(name, Span.wrap(caller));
    }

    Span child(String name, Span parent) {
        return started(name, parent);
    }

    private Span started(String name, Span parent) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(parent))
                .setStartTimestamp(1, TimeUnit.SECONDS)
                .startSpan();
    }

    static void end(Span span) {
        endAfter(span, Duration.ofMillis(1));
    }

    static void endAfter(Span span, Duration duration) {
        span.end(1_000_000_000L + duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    List<String> keptNames() {
        return kept.stream().map(SpanData::getName).toList();
    }

    List<String> reasons() {
        return kept.stream()
                .map(span -> span.getAttributes().get(Names.KEEP_REASON))
                .distinct()
                .toList();
    }
}
