package dev.loupe.relay.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.InFlight;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** Spans that were taken, in the order in which they began. */
record Spans(List<SpanData> all) {
    One first() {
        return at(0);
    }

    One at(int index) {
        return new One(all.get(index));
    }

    /** The one of that name. */
    One named(String name) {
        List<SpanData> found =
                all.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return new One(found.get(0));
    }

    One transaction() {
        return named("transaction mes-db");
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

        One isOf(String evidence) {
            return has(Names.CORRELATION, evidence);
        }

        One isBelow(One parent) {
            assertThat(span.getParentSpanId()).isEqualTo(parent.span().getSpanId());
            assertThat(span.getTraceId()).isEqualTo(parent.span().getTraceId());
            return this;
        }

        One isBelow(InFlight request) {
            return isBelow(request.span());
        }

        One isBelow(SpanContext parent) {
            assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanId());
            assertThat(span.getTraceId()).isEqualTo(parent.getTraceId());
            return this;
        }

        One isARoot() {
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            return this;
        }

        One isLinkedTo(SpanContext... others) {
            assertThat(span.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .extracting(SpanContext::getSpanId)
                    .containsExactlyInAnyOrder(
                            List.of(others).stream().map(SpanContext::getSpanId).toArray(String[]::new));
            return this;
        }

        One isOk() {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            return hasNo(Names.ERROR_TYPE);
        }

        One failed(String errorType, String failure) {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEmpty();
            return has(Names.ERROR_TYPE, errorType).has(Names.DB_FAILURE, failure);
        }

        One rows(long returned) {
            return has(Names.DB_RETURNED_ROWS, returned);
        }

        One affected(long rows) {
            return has(Names.DB_ROWS_AFFECTED, rows);
        }

        SpanContext context() {
            return span.getSpanContext();
        }
    }
}
