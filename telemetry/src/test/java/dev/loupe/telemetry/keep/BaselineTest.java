package dev.loupe.telemetry.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10, 100, 1_000})
    void choice_isThatOfOpenTelemetrysRatioSampler(long oneIn) {
        Baseline baseline = new Baseline(oneIn);
        Sampler sampler = Sampler.traceIdRatioBased(1.0 / oneIn);
        for (int i = 0; i < 20_000; i++) {
            String traceId = IdGenerator.random().generateTraceId();
            SamplingDecision decision = sampler.shouldSample(
                            Context.root(), traceId, "", SpanKind.SERVER, Attributes.empty(), List.of())
                    .getDecision();
            assertThat(baseline.keeps(traceId)).isEqualTo(decision == SamplingDecision.RECORD_AND_SAMPLE);
        }
    }

    @Test
    void choice_dependsOnTheLowHalfOfTheIdOnly() {
        Baseline baseline = new Baseline(2);
        assertThat(baseline.keeps("ffffffffffffffff0000000000000001")).isTrue();
        assertThat(baseline.keeps("00000000000000007fffffffffffffff")).isFalse();
    }
}
