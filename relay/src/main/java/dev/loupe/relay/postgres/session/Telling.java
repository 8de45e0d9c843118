package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.JourneyListener;
import dev.loupe.relay.postgres.plan.SlowStatement;
import dev.loupe.relay.postgres.plan.SlowStatementListener;
import dev.loupe.relay.service.Keys;
import dev.loupe.relay.trace.TroubleLog;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.keep.Verdict;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/** Tells of statements and transactions that are over: spans, measurements, log lines, journeys. Thread-safe. */
final class Telling {
    private final String database;
    private final long slowNanos;
    private final Telemetry telemetry;
    private final Places places;
    private final DatabaseMetrics metrics;
    private final SlowLog slowLog;
    private final Listeners listeners;

    /**
     * Who else is told.
     *
     * @param trouble is told of a listener that fails
     */
    record Listeners(JourneyListener journeys, SlowStatementListener slow, TroubleLog trouble) {}

    Telling(
            DatabaseSettings settings,
            Telemetry telemetry,
            Places places,
            DatabaseMetrics metrics,
            SlowLog slowLog,
            Listeners listeners) {
        this.database = settings.name();
        this.slowNanos = settings.slow().toNanos();
        this.telemetry = telemetry;
        this.places = places;
        this.metrics = metrics;
        this.slowLog = slowLog;
        this.listeners = listeners;
    }

    /** A statement is over. What it says of its transaction may have to wait until that has its place. */
    void over(StatementRun run) {
        run.waitedForLocks(LockSpan.waited(run));
        if (run.failure().isServers()) {
            metrics.failed(run.failedBy());
        }
        Transaction transaction = run.transaction();
        if (transaction == null) {
            tell(run);
            metrics.ran(run, context(run.placed(places)));
            return;
        }
        transaction.ran(!run.known().excluded());
        if (run.known().excluded()) {
            tell(run);
        } else if (transaction.isDecided()) {
            release(transaction);
            tell(run);
        } else {
            transaction.holds(run);
        }
        metrics.ran(run, Context.root());
    }

    private void release(Transaction transaction) {
        transaction.release().forEach(this::tell);
    }

    /** An exemplar leads somewhere only if the trace was kept. */
    private Context context(Placed placed) {
        return placed.isTold() && telemetry.isKept(placed.span().getSpanContext())
                ? Context.root().with(placed.span())
                : Context.root();
    }

    private void tell(StatementRun run) {
        Placed placed = run.placed(places);
        boolean slow = run.durationNanos() >= slowNanos && run.failure() != Failure.SKIPPED;
        if (run.known().excluded()) {
            metrics.excluded(run);
        } else {
            metrics.correlated(placed.place().evidence());
        }
        if (placed.isTold()) {
            end(run, placed, slow);
        } else if (run.causesIfAny() != null) {
            run.causesIfAny().until(run.times().ended());
        }
        if (run.failure() != Failure.SKIPPED) {
            run.known().figures().add(run, placed.traceId(), slow || run.failure() != Failure.NONE);
        }
        if (slow) {
            slow(run, placed);
        }
    }

    private void end(StatementRun run, Placed placed, boolean slow) {
        Span span = placed.span();
        StatementSpan.describe(run, span);
        LockSpan.describeWaits(run, span);
        boolean caused = LockSpan.describeCaused(run.causesIfAny(), run.times().ended(), span);
        if (caused || run.lockNanos() > 0) {
            span.setAttribute(Names.KEEP_ASK, Verdict.LOCK.text());
        } else if (slow) {
            span.setAttribute(Names.KEEP_ASK, Verdict.SLOW.text());
        }
        if (run.keys().isEmpty() && placed.place().keys().isEmpty() && listeners.journeys() == JourneyListener.NONE) {
            span.end(run.endedEpoch(), TimeUnit.NANOSECONDS);
            return;
        }
        Keys keys = new Keys();
        for (BusinessKey key : run.keys()) {
            keys.add(key);
        }
        keys.inherit(placed.place().keys());
        keys.describe(span);
        span.end(run.endedEpoch(), TimeUnit.NANOSECONDS);
        happened(run, placed, keys);
    }

    // --- slow ones

    private void slow(StatementRun run, Placed placed) {
        metrics.slow(run);
        slowLog.write(run, placed);
        try {
            listeners
                    .slow()
                    .slow(new SlowStatement(
                            run.parsed().fingerprint(),
                            run.parsed().summary(),
                            run.parsed().text(),
                            run.parsed().whole()));
        } catch (RuntimeException e) {
            listeners.trouble().lost(e);
        }
    }

    // --- journeys

    private void happened(StatementRun run, Placed placed, Keys keys) {
        if (listeners.journeys() == JourneyListener.NONE) {
            return;
        }
        int status = run.failure() == Failure.NONE ? 200 : run.failure() == Failure.BROKEN ? 0 : 500;
        Happening happening = new Happening(
                Happening.DB,
                database,
                run.parsed().operation(),
                run.parsed().collection(),
                status,
                keys.all(),
                placed.span().getSpanContext(),
                run.beganEpoch(),
                run.times().ended() - run.times().began());
        Transaction transaction = run.transaction();
        if (transaction == null || status != 200 || !transaction.tellsLater(happening)) {
            happened(happening);
        }
    }

    private void happened(Happening happening) {
        try {
            listeners.journeys().ended(happening);
        } catch (RuntimeException e) {
            listeners.trouble().lost(e);
        }
    }

    /** What succeeded in a transaction that was undone never happened. */
    private static Happening undone(Happening happening, int status) {
        return new Happening(
                happening.direction(),
                happening.peer(),
                happening.method(),
                happening.route(),
                status,
                happening.keys(),
                happening.span(),
                happening.epochNanos(),
                happening.durationNanos());
    }

    // --- cancelling

    /** Somebody asks for a statement to be given up: a span of that, which leads to the statement. */
    void cancels(StatementRun run) {
        Span hit = run.placed(places).span();
        if (hit.getSpanContext().isValid()) {
            places.cancel(hit.getSpanContext()).end();
        }
    }

    /** The same of a backend that runs nothing, or is not known here. */
    void cancelsNothing() {
        places.cancel(SpanContext.getInvalid()).end();
    }

    // --- transactions

    /**
     * A transaction is over.
     *
     * @param outcome null if it is not known, since its session is no longer observed
     * @param now by the monotonic clock
     */
    void over(Transaction transaction, Transaction.Outcome outcome, long now) {
        if (!transaction.isTold()) {
            transaction.staysUntold();
        }
        Placed placed = transaction.placed(places);
        release(transaction);
        transaction.works(now);
        Span span = placed.span();
        span.setAllAttributes(described(transaction, outcome));
        if (LockSpan.describeCaused(transaction.causesIfAny(), now, span)) {
            span.setAttribute(Names.KEEP_ASK, Verdict.LOCK.text());
        }
        if (outcome == Transaction.Outcome.FAILED || outcome == Transaction.Outcome.BROKEN) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(Names.ERROR_TYPE, outcome.text());
        }
        if (!transaction.failedBy().isEmpty()) {
            span.setAttribute(Names.ERROR_TYPE, transaction.failedBy());
            span.setAttribute(Names.DB_STATUS, transaction.failedBy());
            span.setAttribute(
                    Names.DB_FAILURE, Failure.of(transaction.failedBy(), false).text());
        }
        Keys keys = new Keys();
        keys.inherit(placed.place().keys());
        keys.describe(span);
        span.end(transaction.beganEpoch() + now - transaction.began(), TimeUnit.NANOSECONDS);
        if (outcome != null) {
            metrics.transaction(outcome, now - transaction.began(), transaction.idleNanos(), context(placed));
        }
        boolean stands = outcome == Transaction.Outcome.COMMITTED;
        int status = outcome == Transaction.Outcome.BROKEN || outcome == null ? 0 : 500;
        transaction.toTell().forEach(happening -> happened(stands ? happening : undone(happening, status)));
    }

    private Attributes described(Transaction transaction, Transaction.Outcome outcome) {
        return Attributes.builder()
                .put(Names.PEER_SERVICE, database)
                .put(Names.DB_SYSTEM, "postgresql")
                .put(Names.DB_TRANSACTION_OUTCOME, outcome == null ? null : outcome.text())
                .put(Names.DB_TRANSACTION_STATEMENTS, (long) transaction.statements())
                .put(Names.DB_IDLE_IN_TRANSACTION, transaction.idleNanos() * DatabaseMetrics.SECONDS)
                .build();
    }
}
