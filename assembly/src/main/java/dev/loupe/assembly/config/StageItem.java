package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.journey.StageRule;
import java.time.Duration;
import java.util.Optional;

/**
 * When an order enters a stage.
 *
 * @param stage its name
 * @param when what has to happen, such as <code>PUT /orders/{order}/price → 2xx</code>
 * @param deadline how long an order may wait in it before it is stuck
 * @param awaits who has to act next, such as {@code operator}
 * @param done whether this ends the journey
 */
public record StageItem(
        @Given String stage, @Given String when, Optional<Duration> deadline, Optional<String> awaits, boolean done) {
    /** Checks that it can be read. */
    public StageItem {
        new StageRule(stage, WrittenRule.answer("when", when), deadline, awaits, done);
    }

    /** The values of keys that an item does not give. */
    public static StageItem defaults() {
        return new StageItem("stage", "/", Optional.empty(), Optional.empty(), false);
    }

    /** As the journeys want it. */
    public StageRule rule() {
        return new StageRule(stage, WrittenRule.answer("when", when), deadline, awaits, done);
    }
}
