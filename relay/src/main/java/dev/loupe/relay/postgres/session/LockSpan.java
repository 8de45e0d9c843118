package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.blame.LockCauses;
import dev.loupe.relay.postgres.blame.LockWait;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Says on spans which locks a statement waited for, who was in the way, and whom a transaction made wait. */
final class LockSpan {
    private LockSpan() {}

    /** How long a statement that is over waited for locks, in nanoseconds: for each of them, but not twice at once. */
    static long waited(StatementRun run) {
        if (run.waitsIfAny() == null) {
            return 0;
        }
        long sum = 0;
        long until = Long.MIN_VALUE;
        for (LockWait wait : run.waitsIfAny().all()) {
            long since = Math.max(since(wait, run), until);
            long end = until(wait, run);
            if (end > since) {
                sum += end - since;
            }
            until = Math.max(until, end);
        }
        return sum;
    }

    private static long since(LockWait wait, StatementRun run) {
        return Math.max(wait.sinceNanos(), run.times().began());
    }

    /** A wait of which nobody saw the end was over when the result began. */
    private static long until(LockWait wait, StatementRun run) {
        return wait.untilNanos().orElse(run.times().firstResult());
    }

    static void describeWaits(StatementRun run, Span span) {
        if (run.waitsIfAny() == null) {
            return;
        }
        List<LockWait> waits = run.waitsIfAny().all();
        if (waits.isEmpty()) {
            return;
        }
        LockWait longest = waits.get(0);
        for (LockWait wait : waits) {
            event(wait, run, span);
            for (LockWait.Blocker blocker : wait.blockers()) {
                if (blocker.span().isValid()) {
                    span.addLink(blocker.span());
                }
            }
            if (until(wait, run) - since(wait, run) > until(longest, run) - since(longest, run)) {
                longest = wait;
            }
        }
        span.setAllAttributes(described(longest)
                .put(Names.LOCK_WAIT, run.lockNanos() * DatabaseMetrics.SECONDS)
                .build());
    }

    private static void event(LockWait wait, StatementRun run, Span span) {
        long nanos = Math.max(0, until(wait, run) - since(wait, run));
        span.addEvent(
                "lock wait",
                described(wait)
                        .put(Names.LOCK_WAIT, nanos * DatabaseMetrics.SECONDS)
                        .build(),
                run.beganEpoch() + since(wait, run) - run.times().began(),
                TimeUnit.NANOSECONDS);
    }

    private static AttributesBuilder described(LockWait wait) {
        AttributesBuilder described = Attributes.builder();
        put(described, Names.LOCK_TYPE, wait.lock().type());
        put(described, Names.LOCK_MODE, wait.lock().mode());
        put(described, Names.LOCK_RELATION, wait.lock().relation());
        put(described, Names.LOCK_CHAIN, String.join("; ", wait.chain()));
        if (wait.cycle()) {
            described.put(Names.LOCK_CYCLE, true);
        }
        if (!wait.blockers().isEmpty()) {
            blocker(wait.blockers().get(0), described);
        }
        return described;
    }

    private static void blocker(LockWait.Blocker blocker, AttributesBuilder described) {
        SpanContext span = blocker.span();
        if (span.isValid()) {
            described.put(Names.LOCK_BLOCKER_TRACE, span.getTraceId());
            described.put(Names.LOCK_BLOCKER_SPAN, span.getSpanId());
        }
        put(described, Names.LOCK_BLOCKER_SUMMARY, blocker.summary());
        put(described, Names.LOCK_BLOCKER_STATE, blocker.state());
        put(described, Names.LOCK_BLOCKER_APPLICATION, blocker.applicationName());
    }

    private static void put(AttributesBuilder described, AttributeKey<String> key, String value) {
        if (!value.isEmpty()) {
            described.put(key, value);
        }
    }

    /**
     * Says whom a transaction, or a statement outside one, made wait.
     *
     * @param causes null if nobody has asked where to tell of waiters
     * @param now when it was over
     * @return whether there was anybody
     */
    static boolean describeCaused(LockCauses causes, long now, Span span) {
        if (causes == null) {
            return false;
        }
        LockCauses.Caused caused = causes.until(now);
        if (caused.waiters() == 0) {
            return false;
        }
        span.setAttribute(Names.LOCK_CAUSED, caused.seconds());
        span.setAttribute(Names.LOCK_CAUSED_WAITERS, (long) caused.waiters());
        if (!caused.traceIds().isEmpty()) {
            span.setAttribute(Names.LOCK_WAITER_TRACE, caused.traceIds().get(0));
        }
        return true;
    }
}
