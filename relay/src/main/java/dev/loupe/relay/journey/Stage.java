package dev.loupe.relay.journey;

import java.time.Duration;
import java.util.Optional;

/**
 * What is configured of a stage.
 *
 * @param name unique
 * @param deadline how long an order may wait in it before it is stuck; empty for any time
 * @param awaits who has to act next
 * @param done whether it ends the journey
 */
public record Stage(String name, Optional<Duration> deadline, Optional<String> awaits, boolean done) {}
