package dev.loupe.relay.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whenever a wait began and whenever the clock is looked at: who is late is told of within a second, once. */
class WithinASecondTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE = Duration.ofMinutes(10).toNanos();
    private static final PriceSettings PRICES = new PriceSettings(
            ShopStages.in("POST /orders/{order}/price"),
            List.of(ShopStages.when("PUT /orders/{order}/price", "2xx")),
            Duration.ofMinutes(10),
            100);

    @Property(tries = 200)
    void whoIsLate_isToldWithinASecond(
            @ForAll @IntRange(max = 10_000) int beganMillis, @ForAll @IntRange(max = 249) int tickMillis) {
        try (Findings findings = new Findings()) {
            JourneyStore store = new JourneyStore(JourneySettings.defaults(), ShopStages.rules());
            StuckOrders stuck = new StuckOrders(store, "order", findings.outlet());
            PriceCalculation prices = new PriceCalculation("order", PRICES, findings.outlet());
            double began = beganMillis / 1_000.0;
            store.ended(ShopStages.order("order1-LATE", ShopStages.PLACED, began)
                    .took(0.2)
                    .told());
            prices.began(Told.in("POST", "/orders/{order}/price")
                    .about("order1-LATE")
                    .began(began)
                    .told());

            long due = Told.at(began) + PATIENCE;
            long now = Told.at(tickMillis / 1_000.0);
            while (now < due + 3 * SECOND) {
                int before = findings.spans().size();
                stuck.check(now);
                prices.check(now);
                if (findings.spans().size() > before) {
                    assertThat(now).isBetween(due, due + SECOND);
                }
                now += JourneyWatch.TICK.toNanos();
            }

            assertThat(findings.spans())
                    .extracting(SpanData::getName)
                    .containsExactlyInAnyOrder("order stuck", "price calculation");
        }
    }
}
