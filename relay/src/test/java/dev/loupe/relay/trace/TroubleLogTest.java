package dev.loupe.relay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.telemetry.fixture.CapturedLog;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TroubleLogTest {
    private static final long SECOND = 1_000_000_000;
    private static final ExchangeEnd BROKEN = new ExchangeEnd.Broken(Side.UPSTREAM, Cause.CLOSED, 0, 200);
    private static final SpanContext SPAN = SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    private final AtomicLong nanos = new AtomicLong(5 * SECOND);
    private final TroubleLog trouble = new TroubleLog("dev.loupe.s3", new Ending("store"), nanos::get);
    private final CapturedLog log = CapturedLog.of("dev.loupe.s3");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void brokenTransfer_isOneLine() {
        trouble.ended("GetObject a.stl", BROKEN, SPAN);

        assertThat(log.lines()).containsExactly("WARN GetObject a.stl: broken by the store (closed) after 200 bytes");
        assertThat(MDC.get("trace.id")).isNull();
    }

    @Test
    void wholeTransfer_isNone() {
        trouble.ended("GetObject a.stl", ExchangeEnd.Whole.INSTANCE, SPAN);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void deadStore_fillsNoDisk() {
        for (int i = 0; i < 1_000; i++) {
            trouble.ended("GetObject a.stl", BROKEN, SPAN);
        }
        assertThat(log.lines()).hasSize(10);

        nanos.addAndGet(SECOND);
        trouble.ended("GetObject a.stl", BROKEN, SPAN);

        assertThat(log.lines()).hasSize(11).last().asString().endsWith("(and 990 more that were not written)");
    }

    @Test
    void defect_isNamedByItsPlaceAndNotByItsMessage() {
        trouble.lost(new IllegalStateException("holds what it could not read"));

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ERROR traffic went on unobserved: java.lang.IllegalStateException at "
                        + TroubleLogTest.class.getName())
                .doesNotContain("holds");
    }
}
