package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.InFlight;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;

/** Spans that were taken, in the order in which they began. */
record Spans(List<SpanData> all) {
    One at(int index) {
        return new One(all.get(index));
    }

    /** A span, of which one thing after the other is said. */
    record One(SpanData span) {
        <T> One has(AttributeKey<T> key, T value) {
            assertThat(span.getAttributes().get(key)).as(key.getKey()).isEqualTo(value);
            return this;
        }

        One hasNo(AttributeKey<?> key) {
            assertThat(span.getAttributes().get(key)).as(key.getKey()).isNull();
            return this;
        }

        /** To the millisecond. */
        One took(AttributeKey<Double> key, int millis) {
            assertThat(span.getAttributes().get(key)).as(key.getKey()).isNotNull();
            assertThat(Math.round(span.getAttributes().get(key) * 1e3))
                    .as(key.getKey())
                    .isEqualTo(millis);
            return this;
        }

        One lasted(int millis) {
            assertThat((span.getEndEpochNanos() - span.getStartEpochNanos()) / 1_000_000)
                    .isEqualTo(millis);
            return this;
        }

        One is(SpanKind kind) {
            assertThat(span.getKind()).isEqualTo(kind);
            return this;
        }

        One isOf(String evidence) {
            return has(Names.CORRELATION, evidence);
        }

        One ended(String outcome) {
            return has(Names.MESSAGE_OUTCOME, outcome);
        }

        One settled(String settlement) {
            return has(Names.MESSAGE_SETTLEMENT, settlement);
        }

        One isBelow(One parent) {
            return isBelow(parent.context());
        }

        One isBelow(InFlight request) {
            return isBelow(request.span());
        }

        One isBelow(SpanContext parent) {
            return isBelow(parent.getTraceId(), parent.getSpanId());
        }

        One isBelow(String traceId, String spanId) {
            assertThat(span.getTraceId()).isEqualTo(traceId);
            assertThat(span.getParentSpanId()).isEqualTo(spanId);
            return this;
        }

        One isARoot() {
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            return this;
        }

        One isLinkedTo(SpanContext... others) {
            return isLinkedTo(Arrays.stream(others).map(SpanContext::getSpanId).toArray(String[]::new));
        }

        One isLinkedTo(String... spanIds) {
            assertThat(span.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .extracting(SpanContext::getSpanId)
                    .containsExactlyInAnyOrder(spanIds);
            return this;
        }

        One isOk() {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            return hasNo(Names.ERROR_TYPE);
        }

        One failed(String errorType) {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEmpty();
            return has(Names.ERROR_TYPE, errorType);
        }

        One isKeptFor(String reason) {
            return has(Names.KEEP_REASON, reason);
        }

        SpanContext context() {
            return span.getSpanContext();
        }
    }
}
