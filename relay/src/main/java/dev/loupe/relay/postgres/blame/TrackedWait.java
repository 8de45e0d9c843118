package dev.loupe.relay.postgres.blame;

import dev.loupe.relay.postgres.blame.LockWait.Blocker;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A wait of one of our statements, from the first look that sees it to the first that does not. Touched on one thread. */
final class TrackedWait {
    /** Who else was in the way is not told. */
    private static final int MOST_BLOCKERS = 8;

    private final String id;
    private final int waiter;
    private final RunningStatement statement;
    private final LockWait.Lock lock;
    private final long sinceNanos;
    private final Map<Integer, Blocker> blockers = new LinkedHashMap<>();
    private final Map<Integer, LockCauses> caused = new LinkedHashMap<>();
    private List<String> chain = List.of();
    private boolean cycle;
    private long lastSeenNanos;
    private boolean isNew = true;

    TrackedWait(String id, int waiter, RunningStatement statement, LockWait.Lock lock, long sinceNanos) {
        this.id = id;
        this.waiter = waiter;
        this.statement = statement;
        this.lock = lock;
        this.sinceNanos = sinceNanos;
        this.lastSeenNanos = sinceNanos;
    }

    String id() {
        return id;
    }

    int waiter() {
        return waiter;
    }

    RunningStatement statement() {
        return statement;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Whether no look but the first has seen it. */
    boolean isNew() {
        return isNew;
    }

    /** It lasts. What a longer chain has told is kept: it says more than the short one that is left at the end. */
    void seen(long nanos, List<String> words, boolean inCycle) {
        isNew = false;
        lastSeenNanos = nanos;
        cycle |= inCycle;
        if (words.size() >= chain.size()) {
            chain = words;
        }
    }

    /** Somebody is in the way. */
    void blockedBy(Blocker blocker) {
        if (blockers.containsKey(blocker.processId()) || blockers.size() < MOST_BLOCKERS) {
            blockers.put(blocker.processId(), blocker);
        }
    }

    /**
     * One of ours makes it wait, and is told so.
     *
     * @param nanos when that began
     */
    void causedBy(int processId, LockCauses causes, long nanos) {
        LockCauses before = caused.put(processId, causes);
        if (before != null && before != causes) {
            before.released(id, nanos);
        }
        causes.waits(id, statement.span().isValid() ? statement.span().getTraceId() : "", nanos);
    }

    /** Those of ours who made it wait, and no longer do, are told so. */
    void causedOnlyBy(Set<Integer> processIds, long nanos) {
        caused.entrySet().removeIf(entry -> {
            boolean gone = !processIds.contains(entry.getKey());
            if (gone) {
                entry.getValue().released(id, nanos);
            }
            return gone;
        });
    }

    /**
     * When it was over, though nobody saw that: when the transactions ended that it waited for, if that is known, else
     * between two looks.
     *
     * @param nanos of the first look that does not see it
     */
    long endedBefore(long nanos) {
        Optional<Long> end = caused.values().stream()
                .map(LockCauses::over)
                .filter(over -> over.isPresent() && over.getAsLong() - nanos <= 0)
                .map(OptionalLong::getAsLong)
                .filter(over -> over - sinceNanos >= 0)
                .max(Long::compare);
        boolean all = end.isPresent()
                && caused.values().stream().allMatch(causes -> causes.over().isPresent());
        return all ? end.get() : lastSeenNanos + (nanos - lastSeenNanos) / 2;
    }

    /** Everybody who made it wait is told that it is over. */
    void over(long nanos) {
        caused.values().forEach(causes -> causes.released(id, nanos));
    }

    LockWait told(OptionalLong untilNanos) {
        return new LockWait(lock, sinceNanos, untilNanos, List.copyOf(blockers.values()), chain, cycle);
    }

    /** For the console. */
    WaitSeen seen(OptionalLong untilNanos, long nowNanos, Instant now) {
        return new WaitSeen(
                now.minusNanos(nowNanos - sinceNanos),
                Duration.ofNanos(Math.max(0, untilNanos.orElse(nowNanos) - sinceNanos)),
                untilNanos.isPresent(),
                statement.summary(),
                statement.span(),
                told(untilNanos));
    }
}
