package dev.loupe.relay.postgres.blame;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.OptionalLong;

/**
 * A wait for a heavyweight lock.
 *
 * @param lock what for
 * @param sinceNanos when it began, by {@link System#nanoTime}
 * @param untilNanos when it was over; empty while it lasts, or where only the statement's own end can tell
 * @param blockers the transactions right before it in the queue, or that hold the lock
 * @param chain if those wait in turn: who waits for whom, outermost waiter first, as sentences such as {@code UPDATE orders
 *     (trace …) waits for transaction shop-db (trace …, idle in transaction)}, at most 16; empty if they do not wait
 * @param cycle whether the chain comes back to the waiter: a deadlock, until the server breaks it
 */
public record LockWait(
        Lock lock,
        long sinceNanos,
        OptionalLong untilNanos,
        List<Blocker> blockers,
        List<String> chain,
        boolean cycle) {
    /** Copies the lists. */
    public LockWait {
        blockers = List.copyOf(blockers);
        chain = List.copyOf(chain);
    }

    /**
     * What is waited for.
     *
     * @param type as {@code pg_locks.locktype}: {@code relation}, {@code tuple}, {@code transactionid}, …
     * @param mode such as {@code ShareLock}
     * @param relation name of the table, or of what the statement works on where the lock is a transaction's; empty if not known
     */
    public record Lock(String type, String mode, String relation) {}

    /**
     * Who is in the way.
     *
     * @param processId of its backend
     * @param span of its transaction, wherever that passes through a relay; invalid if none knows it
     * @param summary of its statement, as its relay knows it; empty if it passes through none
     * @param state as {@code pg_stat_activity.state}: {@code active}, {@code idle in transaction}, …
     * @param applicationName of its session, told only if it passes through no relay; empty otherwise
     */
    public record Blocker(int processId, SpanContext span, String summary, String state, String applicationName) {}
}
