package dev.loupe.relay.journey;

import static dev.loupe.relay.journey.Told.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch with its own thread and a real pipeline, under the shipped keep policy, on a clock that is moved by hand. */
class JourneyWatchTest {
    private static final PriceSettings PRICES = new PriceSettings(
            ShopStages.in("POST /orders/{order}/price"),
            List.of(ShopStages.when("PUT /orders/{order}/price", "2xx")),
            Duration.ofMinutes(10),
            100);

    private final AtomicLong clock = new AtomicLong(at(0));
    private final Telemetry telemetry = Telemetry.start(Settings.defaults(), Map.of(), "mes-adapter");
    private final JourneyWatch watch = JourneyWatch.start(
            JourneySettings.defaults(),
            ShopStages.rules(),
            Optional.of(PRICES),
            Outlet.of(telemetry, "mes-api"),
            clock::get);

    @AfterEach
    void close() {
        watch.close();
        telemetry.close();
    }

    @Test
    void stuckOrder_isToldAtTheDeadlineAndItsTraceIsKept() {
        watch.ended(ShopStages.order("order1-STUCK", ShopStages.ANSWERED, 0).told());
        clock.set(at(3 * 3_600));

        await().untilAsserted(() -> assertThat(kept("order stuck"))
                .extracting(span -> span.getAttributes().get(Names.KEEP_REASON))
                .containsExactly("stuck"));
        assertThat(metrics()).contains("orders_stuck{stage=\"priced\"} 1", "orders_stuck{stage=\"placed\"} 0");

        watch.ended(ShopStages.order("order1-STUCK", ShopStages.APPROVED, 3 * 3_600 + 1)
                .told());
        assertThat(metrics()).contains("orders_stuck{stage=\"priced\"} 0");
    }

    @Test
    void lostPrice_isToldAtTheDeadlineAndItsTraceIsKept() {
        Span request = telemetry
                .tracer("mes-api")
                .spanBuilder("POST /orders/{order}/price")
                .startSpan();
        Told ask = Told.in("POST", "/orders/{order}/price").about("order1-LOST").with(request.getSpanContext());
        watch.began(ask.told());
        request.end();
        watch.ended(ask.answered(202).took(0.05).told());
        clock.set(at(600));

        await().untilAsserted(() -> assertThat(kept("price calculation"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getParentSpanId())
                            .isEqualTo(request.getSpanContext().getSpanId());
                    assertThat(span.getAttributes().get(Names.JOURNEY)).isEqualTo("order1-LOST");
                    assertThat(span.getAttributes().get(Names.PRICE_CALCULATION_OUTCOME))
                            .isEqualTo("lost");
                }));
        assertThat(metrics()).contains("price_calculations_lost_total 1");
    }

    @Test
    void priceThatCame_isAHistogramInSeconds() {
        Told ask = Told.in("POST", "/orders/{order}/price").about("order1-PRICED");
        watch.began(ask.told());
        watch.ended(ShopStages.order("order1-PRICED", ShopStages.ANSWERED, 42).told());

        assertThat(metrics())
                .contains("price_calculation_duration_seconds_sum 42.0", "price_calculations_lost_total 0");
    }

    private List<SpanData> kept(String name) {
        return telemetry.recentTraces().newestFirst().stream()
                .flatMap(trace -> trace.spans().stream())
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private String metrics() {
        return new String(telemetry.prometheus("").body(), StandardCharsets.UTF_8);
    }
}
