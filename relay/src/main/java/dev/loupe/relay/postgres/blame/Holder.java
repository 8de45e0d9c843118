package dev.loupe.relay.postgres.blame;

import io.opentelemetry.api.trace.SpanContext;

/**
 * What may hold locks that others wait for.
 *
 * @param span of the transaction, or of the statement outside an explicit one; may be invalid if it leaves none
 * @param summary query summary of the statement that it runs, or ran last
 * @param idleInTransaction whether it runs none now
 * @param sinceNanos when the transaction began, by {@link System#nanoTime}: one that began after somebody was seen to wait is
 *     not the one that is waited for, though the backend is
 * @param caused is to be told whom it makes wait
 */
public record Holder(SpanContext span, String summary, boolean idleInTransaction, long sinceNanos, LockCauses caused) {}
