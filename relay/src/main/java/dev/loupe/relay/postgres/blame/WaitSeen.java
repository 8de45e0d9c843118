package dev.loupe.relay.postgres.blame;

import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.time.Instant;

/**
 * A wait of a relayed statement, for the console.
 *
 * @param since when it began
 * @param waited how long it has lasted, or lasted
 * @param over whether it is over
 * @param summary of the statement that waits
 * @param span of that statement; may be invalid
 * @param what for what and for whom
 */
public record WaitSeen(Instant since, Duration waited, boolean over, String summary, SpanContext span, LockWait what) {}
