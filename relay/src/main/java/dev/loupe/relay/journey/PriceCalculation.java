package dev.loupe.relay.journey;

import dev.loupe.relay.journey.Calculation.Over;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Measures how long a service takes for its prices, and tells of prices that never came. Thread-safe: one short lock,
 * under which nothing is told.
 */
public final class PriceCalculation implements JourneyListener {
    private final ReentrantLock lock = new ReentrantLock();
    private final String kind;
    private final PriceLedger ledger;
    private final PriceReport report;

    /**
     * @param kind of business key that a price is calculated for, such as {@code order}
     * @param outlet where spans and measurements go
     */
    public PriceCalculation(String kind, PriceSettings settings, Outlet outlet) {
        this.kind = kind;
        this.ledger = new PriceLedger(settings);
        this.report = new PriceReport(kind, outlet);
    }

    @Override
    public void began(Happening happening) {
        note(happening, ledger::began);
    }

    @Override
    public void ended(Happening happening) {
        note(happening, ledger::ended);
    }

    private void note(Happening happening, BiFunction<String, Happening, List<Over>> what) {
        Optional<String> order = happening.key(kind);
        if (order.isEmpty()) {
            return;
        }
        List<Over> over;
        lock.lock();
        try {
            over = what.apply(order.get(), happening);
        } finally {
            lock.unlock();
        }
        over.forEach(report::tell);
    }

    /**
     * Tells of the calculations whose deadline has passed.
     *
     * @param now in nanoseconds since 1970
     */
    public void check(long now) {
        List<Over> lost;
        lock.lock();
        try {
            lost = ledger.check(now);
        } finally {
            lock.unlock();
        }
        lost.forEach(report::tell);
    }

    /** Calculations that run now. */
    public int running() {
        lock.lock();
        try {
            return ledger.running();
        } finally {
            lock.unlock();
        }
    }
}
