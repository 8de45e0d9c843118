package dev.loupe.relay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.Head;
import dev.loupe.relay.http.RequestHead;
import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context, section 3. */
class TraceHeadersTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

    private static SpanContext caller(RequestHead request) {
        return TraceHeaders.W3C.read(request).context();
    }

    private static Head withParent(String traceparent) {
        return Head.of("GET /rings/a.stl").with("traceparent", traceparent);
    }

    @Test
    void validParent_isTheCaller() {
        SpanContext caller = caller(withParent(VALID));

        assertThat(caller.getTraceId()).isEqualTo(TRACE);
        assertThat(caller.getSpanId()).isEqualTo(SPAN);
        assertThat(caller.isSampled()).isTrue();
        assertThat(caller.isRemote()).isTrue();
    }

    @Test
    void flagOfACallerThatDoesNotSample_isKept() {
        assertThat(caller(withParent("00-" + TRACE + "-" + SPAN + "-00")).isSampled())
                .isFalse();
    }

    @Test
    void laterVersionWithMoreBehind_isRead() {
        assertThat(caller(withParent("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"))
                        .getTraceId())
                .isEqualTo(TRACE);
    }

    @Test
    void noParent_isTheRoot() {
        assertThat(caller(Head.of("GET /rings/a.stl")).isValid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE + "-" + SPAN,
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-00F067AA0BA902B7-01",
                "00-" + TRACE + "-" + SPAN + "-0x",
                "00-zzf92f3577b34da6a3ce929d0e0e4736-" + SPAN + "-01",
                VALID + "," + VALID
            })
    void invalidParent_isNone(String traceparent) {
        assertThat(caller(withParent(traceparent)).isValid()).isFalse();
    }

    @Test
    void twoParents_areNone() {
        assertThat(caller(withParent(VALID).and("traceparent", VALID)).isValid())
                .isFalse();
    }

    @Test
    void tracestate_isReadWithAValidParent() {
        SpanContext caller =
                caller(withParent(VALID).with("tracestate", "shop=1,mes=2").and("tracestate", "crm=3"));

        assertThat(caller.getTraceState().asMap())
                .containsEntry("shop", "1")
                .containsEntry("mes", "2")
                .containsEntry("crm", "3");
    }

    @Test
    void malformedTracestate_doesNotCostTheParent() {
        SpanContext caller = caller(withParent(VALID).with("tracestate", "no pairs at all"));

        assertThat(caller.getTraceId()).isEqualTo(TRACE);
        assertThat(caller.getTraceState().isEmpty()).isTrue();
    }
}
