package dev.loupe.relay.postgres.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Which slow statements are worth a plan now, and the plans that there are. Thread-safe. */
public final class StatementPlans implements SlowStatementListener {
    private static final int MOST_WAITING = 50;
    private static final int MOST_REMEMBERED = 2_000;
    private static final int MOST_KEPT = 200;

    private final long everyNanos;
    private final LongSupplier nanos;
    private final Map<String, SlowStatement> waiting = new LinkedHashMap<>();
    private final Map<String, Long> taken = new LinkedHashMap<>();
    private final Map<String, StatementPlan> kept = new LinkedHashMap<>();

    /**
     * @param every how often one fingerprint is asked for at most
     * @param nanos a monotonic clock
     */
    public StatementPlans(Duration every, LongSupplier nanos) {
        this.everyNanos = every.toNanos();
        this.nanos = nanos;
    }

    @Override
    public synchronized void slow(SlowStatement statement) {
        Long before = taken.get(statement.fingerprint());
        boolean due = before == null || nanos.getAsLong() - before >= everyNanos;
        if (due && PlanQuestion.hasPlan(statement.text()) && waiting.size() < MOST_WAITING) {
            waiting.putIfAbsent(statement.fingerprint(), statement);
        }
    }

    /** The next one to ask for. It counts as asked for, whatever comes of it. */
    public synchronized Optional<SlowStatement> next() {
        Optional<String> first = waiting.keySet().stream().findFirst();
        return first.map(fingerprint -> {
            taken.remove(fingerprint);
            taken.put(fingerprint, nanos.getAsLong());
            forgetBeyond(taken, MOST_REMEMBERED);
            return waiting.remove(fingerprint);
        });
    }

    /**
     * The server has answered.
     *
     * @param lines of EXPLAIN
     */
    public StatementPlan told(SlowStatement statement, List<String> lines) {
        return keep(
                new StatementPlan(statement.fingerprint(), statement.summary(), Instant.now(), PlanText.of(lines), ""));
    }

    /**
     * There is no plan.
     *
     * @param why in words of our own
     */
    public StatementPlan leftOut(SlowStatement statement, String why) {
        return keep(new StatementPlan(statement.fingerprint(), statement.summary(), Instant.now(), "", why));
    }

    private synchronized StatementPlan keep(StatementPlan plan) {
        kept.remove(plan.fingerprint());
        kept.put(plan.fingerprint(), plan);
        forgetBeyond(kept, MOST_KEPT);
        return plan;
    }

    /** The newest of each fingerprint, newest first. */
    public synchronized List<StatementPlan> newestFirst() {
        List<StatementPlan> plans = new ArrayList<>(kept.values());
        Collections.reverse(plans);
        return plans;
    }

    private static void forgetBeyond(Map<String, ?> map, int most) {
        if (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
