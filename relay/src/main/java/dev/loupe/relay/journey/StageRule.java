package dev.loupe.relay.journey;

import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An order enters a stage when a request or call about it ends in a certain way. Several rules may lead to one stage.
 *
 * @param stage its name, a label of metrics: a closed set
 * @param when what has to happen
 * @param deadline how long an order may wait in the stage before it is stuck; empty for any time
 * @param awaits who has to act next, such as {@code operator}
 * @param done whether this ends the journey
 */
public record StageRule(
        String stage, AnswerRule when, Optional<Duration> deadline, Optional<String> awaits, boolean done) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\d]([\\p{L}\\d _.-]{0,62}[\\p{L}\\d])?");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(366);

    /** @throws InvalidSetting if a value has no sense */
    public StageRule {
        if (!NAME.matcher(stage).matches()) {
            throw new InvalidSetting("stage", "a name of at most 64 letters, digits, blanks, dots, hyphens");
        }
        if (awaits.isPresent() && !NAME.matcher(awaits.get()).matches()) {
            throw new InvalidSetting("awaits", "a name of at most 64 letters, digits, blanks, dots, hyphens");
        }
        deadline.ifPresent(limit -> InvalidSetting.unlessWithin("deadline", limit, LEAST, MOST));
        if (done && deadline.isPresent()) {
            throw new InvalidSetting("deadline", "left out of a stage that ends the journey: nobody waits in it");
        }
    }
}
