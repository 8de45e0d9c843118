package dev.loupe.relay.journey;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journeys of a process, its price calculations, and a thread of its own that looks at the clock. Thread-safe.
 * {@link #close} ends the thread; what happens later is still noted, but nobody is told of deadlines.
 */
public final class JourneyWatch implements JourneyListener, AutoCloseable {
    /** Deadlines are told within a second; this leaves three quarters of it to a busy machine. */
    static final Duration TICK = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(JourneyWatch.class);

    private final JourneyStore store;
    private final StuckOrders stuck;
    private final Optional<PriceCalculation> prices;
    private final LongSupplier epochNanos;
    private final ScheduledExecutorService thread;

    private JourneyWatch(
            JourneyStore store, StuckOrders stuck, Optional<PriceCalculation> prices, LongSupplier epochNanos) {
        this.store = store;
        this.stuck = stuck;
        this.prices = prices;
        this.epochNanos = epochNanos;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "loupe-journeys");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts to watch.
     *
     * @param prices empty where nobody calculates prices
     * @param epochNanos the time by which happenings are told, in nanoseconds since 1970
     */
    public static JourneyWatch start(
            JourneySettings settings,
            StageRules rules,
            Optional<PriceSettings> prices,
            Outlet outlet,
            LongSupplier epochNanos) {
        JourneyStore store = new JourneyStore(settings, rules);
        StuckOrders stuck = new StuckOrders(store, settings.kind(), outlet);
        stuck.register();
        JourneyWatch watch = new JourneyWatch(
                store, stuck, prices.map(price -> new PriceCalculation(settings.kind(), price, outlet)), epochNanos);
        watch.thread.scheduleWithFixedDelay(watch::check, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public void began(Happening happening) {
        prices.ifPresent(calculations -> calculations.began(happening));
    }

    @Override
    public void ended(Happening happening) {
        prices.ifPresent(calculations -> calculations.ended(happening));
        store.ended(happening);
    }

    /** A failure must not end the schedule, as the executor would have it. */
    private void check() {
        try {
            long now = epochNanos.getAsLong();
            prices.ifPresent(calculations -> calculations.check(now));
            stuck.check(now);
        } catch (RuntimeException e) {
            LOG.error("deadlines could not be checked", e);
        }
    }

    /** What is known of each order. */
    public JourneyStore journeys() {
        return store;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
