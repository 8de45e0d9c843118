package dev.loupe.relay.postgres.blame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Whom one transaction made wait, told by the monitor and asked by the session when the transaction is over: whoever waits
 * for it still, waits no longer then. Thread-safe.
 */
public final class LockCauses {
    private static final int MOST_TOLD = 1_000;

    private final Map<String, Waiter> byId = new LinkedHashMap<>();
    private OptionalLong over = OptionalLong.empty();

    /** None yet. */
    public LockCauses() {}

    private record Waiter(String traceId, long sinceNanos, long untilNanos) {}

    /**
     * What a transaction did to others.
     *
     * @param seconds that they waited for it, all of them added
     * @param waiters how many
     * @param traceIds of the waiters whose trace is known, at most 8
     */
    public record Caused(double seconds, int waiters, List<String> traceIds) {}

    /**
     * Somebody waits for it.
     *
     * @param id of the wait, the same for each telling of it
     * @param traceId of the waiter; empty if not known
     * @param sinceNanos when the wait began, by {@link System#nanoTime}
     */
    public synchronized void waits(String id, String traceId, long sinceNanos) {
        Waiter known = byId.get(id);
        if (known == null && byId.size() < MOST_TOLD) {
            byId.put(id, new Waiter(traceId, sinceNanos, Long.MAX_VALUE));
        }
    }

    /** Somebody waits for it no longer, though it may go on. */
    public synchronized void released(String id, long nanos) {
        byId.computeIfPresent(
                id,
                (same, waiter) ->
                        new Waiter(waiter.traceId(), waiter.sinceNanos(), Math.min(nanos, waiter.untilNanos())));
    }

    /** Whether anybody was seen to wait. */
    public synchronized boolean any() {
        return !byId.isEmpty();
    }

    /** All of it, if the transaction is over now. */
    public synchronized Caused until(long nanos) {
        over = OptionalLong.of(nanos);
        double seconds = 0;
        List<String> traces = new ArrayList<>();
        for (Waiter waiter : byId.values()) {
            seconds += Math.max(0, Math.min(nanos, waiter.untilNanos()) - waiter.sinceNanos()) / 1e9;
            if (!waiter.traceId().isEmpty() && traces.size() < 8 && !traces.contains(waiter.traceId())) {
                traces.add(waiter.traceId());
            }
        }
        return new Caused(seconds, byId.size(), List.copyOf(traces));
    }

    /** When the transaction was over, if it is. */
    synchronized OptionalLong over() {
        return over;
    }
}
