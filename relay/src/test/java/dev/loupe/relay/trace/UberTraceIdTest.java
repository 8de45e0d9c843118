package dev.loupe.relay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jaeger's documentation, "Propagation format". */
class UberTraceIdTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @CsvSource({
        TRACE + ":00f067aa0ba902b7:0:1, " + TRACE + ", 00f067aa0ba902b7, true",
        TRACE + ":f067aa0ba902b7:00f067aa0ba902b8:0, " + TRACE + ", 00f067aa0ba902b7, false",
        "A3CE929D0E0E4736%3A1%3a0%3A3, 0000000000000000a3ce929d0e0e4736, 0000000000000001, true"
    })
    void context_isRead(String value, String traceId, String spanId, boolean sampled) {
        SpanContext read = UberTraceId.read(value);

        assertThat(read.isValid()).isTrue();
        assertThat(read.isRemote()).isTrue();
        assertThat(read.getTraceId()).isEqualTo(traceId);
        assertThat(read.getSpanId()).isEqualTo(spanId);
        assertThat(read.isSampled()).isEqualTo(sampled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "0:1:0:1", TRACE + ":0:0:1", TRACE + ":1:0", TRACE + "0:1:0:1", TRACE + ":1:0:111"})
    void anythingElse_isNone(String value) {
        assertThat(UberTraceId.read(value).isValid()).isFalse();
    }

    @Test
    void whatIsWritten_isReadAgain() {
        SpanContext context = UberTraceId.read(TRACE + ":00f067aa0ba902b7:0:1");

        assertThat(UberTraceId.read(UberTraceId.written(context))).isEqualTo(context);
    }
}
