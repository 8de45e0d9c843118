package dev.loupe.relay.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Event loops write, a ticker looks at the clock, the console reads, all at once. */
class JourneyConcurrencyTest {
    private static final int LOOPS = 4;
    private static final int ORDERS = 300;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void newsFromSeveralLoops_isAllThereAndToldOnce() throws Exception {
        JourneyStore store = new JourneyStore(new JourneySettings("order", 1_000, 64, 8), ShopStages.rules());
        Map<String, Integer> told = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        Future<?> ticker = threads.submit(() -> {
            while (!over.get()) {
                store.check(Told.at(100_000)).forEach(journey -> told.merge(journey.order(), 1, Integer::sum));
            }
        });
        Future<?> console = threads.submit(() -> {
            while (!over.get()) {
                assertThat(store.all())
                        .allSatisfy(journey -> assertThat(journey.stays()).isNotEmpty());
            }
        });
        atOnce(loop -> {
            for (int i = 0; i < ORDERS; i++) {
                store.ended(
                        ShopStages.order("order1-" + i, ShopStages.PLACED, i).told());
                store.ended(Told.in("GET", "/orders/{order}")
                        .about("order1-" + i)
                        .began(i)
                        .told());
            }
        });
        over.set(true);
        ticker.get(20, TimeUnit.SECONDS);
        console.get(20, TimeUnit.SECONDS);
        store.check(Told.at(100_000)).forEach(journey -> told.merge(journey.order(), 1, Integer::sum));

        assertThat(told).hasSize(ORDERS).allSatisfy((order, times) -> assertThat(times)
                .isEqualTo(1));
        assertThat(store.stuck("placed")).isEqualTo(ORDERS);
        assertThat(store.all())
                .hasSize(ORDERS)
                .allSatisfy(journey -> assertThat(journey.current().times()).isEqualTo(LOOPS));
    }

    @Test
    void pricesFromSeveralLoops_endOnceEach() throws Exception {
        try (Findings findings = new Findings()) {
            PriceCalculation prices = new PriceCalculation(
                    "order",
                    new PriceSettings(
                            ShopStages.in("POST /orders/{order}/price"),
                            List.of(ShopStages.when("PUT /orders/{order}/price", "2xx")),
                            Duration.ofMinutes(10),
                            10_000),
                    findings.outlet());
            AtomicInteger next = new AtomicInteger();
            atOnce(loop -> {
                int order = next.getAndIncrement();
                while (order < ORDERS) {
                    Told ask = Told.in("POST", "/orders/{order}/price").about("order1-" + order);
                    prices.began(ask.told());
                    prices.ended(ask.answered(202).told());
                    if (order % 3 == 0) {
                        prices.check(Told.at(10_000));
                    } else {
                        prices.ended(Told.in("PUT", "/orders/{order}/price")
                                .about("order1-" + order)
                                .answered(204)
                                .began(1)
                                .told());
                    }
                    order = next.getAndIncrement();
                }
            });
            prices.check(Told.at(10_000));

            assertThat(prices.running()).isZero();
            assertThat(findings.spans()).hasSize(ORDERS);
        }
    }

    private void atOnce(Loop work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            int loop = i;
            loops.add(threads.submit(() -> {
                start.await();
                work.run(loop);
                return Optional.empty();
            }));
        }
        start.countDown();
        for (Future<?> loop : loops) {
            loop.get(20, TimeUnit.SECONDS);
        }
    }

    private interface Loop {
        void run(int number);
    }
}
