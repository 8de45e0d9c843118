package dev.loupe.relay.correlation;

import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;

/**
 * Limits of one service's correlation.
 *
 * @param answeredFor how long the keys of a request that was answered with 202 stay matchable
 * @param maxAnswered how many such requests; the oldest are forgotten first, and counted
 * @param maxShapes shapes of operations that have a life of their own; if there are more, no attribution is {@code sole}
 * @param maxCandidates how many requests an ambiguous verdict names
 * @param maxInFlight requests that are told apart; while there are more, only contexts and transactions attribute
 */
public record CorrelationSettings(
        Duration answeredFor, int maxAnswered, int maxShapes, int maxCandidates, int maxInFlight) {
    /** Checks ranges. */
    public CorrelationSettings {
        InvalidSetting.unlessWithin("answeredFor", answeredFor, Duration.ZERO, Duration.ofDays(1));
        InvalidSetting.unlessWithin("maxAnswered", maxAnswered, 0, 1_000_000);
        InvalidSetting.unlessWithin("maxShapes", maxShapes, 0, 1_000_000);
        InvalidSetting.unlessWithin("maxCandidates", maxCandidates, 1, 64);
        InvalidSetting.unlessWithin("maxInFlight", maxInFlight, 1, 1_000_000);
    }

    /** 10 minutes, 10,000 answered, 1,000 shapes, 8 candidates, 20,000 in flight. */
    public static CorrelationSettings defaults() {
        return new CorrelationSettings(Duration.ofMinutes(10), 10_000, 1_000, 8, 20_000);
    }
}
