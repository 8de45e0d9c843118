package dev.loupe.bench.correlation;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.privacy.AttributeGuard;
import dev.loupe.telemetry.privacy.PseudonymKeys;
import dev.loupe.telemetry.privacy.Pseudonyms;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The last step of a kept span with 18 attributes, and a pseudonym. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuardBenchmark {
    private AttributeGuard guard;
    private Pseudonyms pseudonyms;
    private SpanData clean;
    private SpanData unclean;

    /** Makes the spans. */
    @Setup
    public void make() {
        guard = new AttributeGuard(names(), List.of(Names.KEEP_ASK.getKey()));
        pseudonyms = Pseudonyms.of(PseudonymKeys.random());
        clean = span(false);
        unclean = span(true);
    }

    private static List<String> names() {
        return Names.MAY_LEAVE.stream().map(AttributeKey::getKey).toList();
    }

    private static SpanData span(boolean unclean) {
        AtomicReference<SpanData> ended = new AtomicReference<>();
        Span span = SdkTracerProvider.builder()
                .addSpanProcessor(new Last(ended))
                .build()
                .get("bench")
                .spanBuilder("GetObject")
                .startSpan();
        names().stream().sorted().limit(18).forEach(name -> span.setAttribute(name, "value"));
        if (unclean) {
            span.setAttribute("url.path", "/orders/10234");
        }
        span.end();
        return ended.get();
    }

    /** A span of which everything may leave. */
    @Benchmark
    public SpanData spanThatPasses() {
        return guard.guarded(clean);
    }

    /** A span of which one attribute may not leave. */
    @Benchmark
    public SpanData spanThatDoesNot() {
        return guard.guarded(unclean);
    }

    /** A business value's pseudonym. */
    @Benchmark
    public String pseudonym() {
        return pseudonyms.of("order", "10234");
    }

    private record Last(AtomicReference<SpanData> ended) implements SpanProcessor {
        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            // Not required.
        }

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.set(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
