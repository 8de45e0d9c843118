package dev.loupe.relay.journey;

import dev.loupe.telemetry.InvalidSetting;

/**
 * How much is remembered of journeys.
 *
 * @param kind of the business key that has journeys; that of an order is meant wherever this is not said
 * @param orders that are held: 1 to 1,000,000
 * @param stages that are held of each order, counting repetitions: 2 to 1,000
 * @param traces that are held of each order: 1 to 1,000
 */
public record JourneySettings(String kind, int orders, int stages, int traces) {
    private static final int MOST_ORDERS = 1_000_000;
    private static final int MOST_EACH = 1_000;

    /** @throws InvalidSetting if a value is out of its range */
    public JourneySettings {
        InvalidSetting.unlessWithin("orders", orders, 1, MOST_ORDERS);
        InvalidSetting.unlessWithin("stages", stages, 2, MOST_EACH);
        InvalidSetting.unlessWithin("traces", traces, 1, MOST_EACH);
    }

    /** 20,000 orders with 64 stages and 32 traces each. */
    public static JourneySettings defaults() {
        return new JourneySettings("order", 20_000, 64, 32);
    }
}
