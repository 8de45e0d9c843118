package dev.loupe.relay.postgres.blame;

import io.opentelemetry.api.trace.SpanContext;

/**
 * A statement that a backend runs.
 *
 * @param sinceNanos when the server had all of it, or was done with the one before, by {@link System#nanoTime}
 * @param summary its query summary, such as {@code UPDATE orders}
 * @param span its own; may be invalid if it leaves none
 * @param waits is to be told of the locks that it waits for
 */
public record RunningStatement(long sinceNanos, String summary, SpanContext span, LockWaits waits) {}
