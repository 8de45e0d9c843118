package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.trace.ExchangeMetrics;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A database path's metrics. Labels come from closed sets, so each combination's attributes are made once. Thread-safe. */
final class DatabaseMetrics {
    /** Seconds in a nanosecond. */
    static final double SECONDS = 1e-9;

    private final DoubleHistogram duration;
    private final DoubleHistogram execution;
    private final DoubleHistogram conventional;
    private final DoubleHistogram lockWait;
    private final DoubleHistogram connectionAge;
    private final DoubleHistogram transactionDuration;
    private final DoubleHistogram idleInTransaction;
    private final LongCounter slow;
    private final LongCounter rows;
    private final LongCounter errors;
    private final LongCounter opened;
    private final LongCounter overflow;
    private final LongCounter correlated;
    private final LongCounter excluded;
    private final ExchangeMetrics exchanges;
    private final String database;
    private final Attributes labels;
    private final Map<Evidence, Attributes> byEvidence = new EnumMap<>(Evidence.class);
    private final Map<Transaction.Outcome, Attributes> byOutcome = new EnumMap<>(Transaction.Outcome.class);
    private final Map<Overflow, Attributes> byOverflow = new EnumMap<>(Overflow.class);

    /** @param database the configured name */
    DatabaseMetrics(Meter meter, String database) {
        this.database = database;
        labels = Attributes.of(Names.DATABASE, database);
        exchanges = new ExchangeMetrics(meter);
        duration = ExchangeMetrics.seconds(
                meter,
                Names.METRIC_DB_QUERY_DURATION,
                "A statement as its client saw it, to the last byte of its result");
        execution = ExchangeMetrics.seconds(
                meter,
                Names.METRIC_DB_EXECUTION_TIME,
                "The server's time for a statement, to the first byte of its result");
        conventional = ExchangeMetrics.seconds(
                meter, Names.METRIC_DB_CLIENT_DURATION, "Duration of database client operations");
        lockWait = ExchangeMetrics.seconds(
                meter, Names.METRIC_DB_LOCK_WAIT, "How long a statement waited for locks, if it did");
        connectionAge = ExchangeMetrics.seconds(meter, Names.METRIC_DB_CONNECTION_AGE, "How long sessions lasted");
        transactionDuration =
                ExchangeMetrics.seconds(meter, Names.METRIC_DB_TRANSACTION_DURATION, "Explicit transactions");
        idleInTransaction = ExchangeMetrics.seconds(
                meter, Names.METRIC_DB_IDLE_IN_TRANSACTION, "How long a transaction was open and ran nothing");
        slow = counter(meter, Names.METRIC_SLOW_QUERIES, "Statements that took too long");
        rows = counter(meter, Names.METRIC_DB_ROWS, "Rows returned or touched");
        errors = counter(meter, Names.METRIC_DB_ERRORS, "Errors that database servers reported");
        opened = counter(meter, Names.METRIC_DB_CONNECTIONS_OPENED, "Database sessions that began");
        overflow = counter(meter, Names.METRIC_DB_OVERFLOW, "What there was no room to remember of database sessions");
        correlated = ExchangeMetrics.correlated(meter);
        excluded = ExchangeMetrics.excluded(meter);
        for (Evidence evidence : Evidence.values()) {
            byEvidence.put(evidence, Attributes.of(Names.EVIDENCE, evidence.text(), Names.PEER_SERVICE, database));
        }
        for (Transaction.Outcome outcome : Transaction.Outcome.values()) {
            byOutcome.put(outcome, Attributes.of(Names.DATABASE, database, Names.TRANSACTION_OUTCOME, outcome.text()));
        }
        for (Overflow what : Overflow.values()) {
            byOverflow.put(what, Attributes.of(Names.DATABASE, database, Names.REASON, what.text()));
        }
    }

    private static LongCounter counter(Meter meter, String name, String description) {
        return meter.counterBuilder(name).setDescription(description).build();
    }

    /**
     * A statement is over.
     *
     * @param context holds its span if its trace was kept, so that exemplars lead somewhere
     */
    void ran(StatementRun run, Context context) {
        KnownStatement known = run.known();
        Failure failure = run.failure();
        if (failure == Failure.SKIPPED) {
            return;
        }
        double seconds = run.durationNanos() * SECONDS;
        duration.record(seconds, known.labels(failure), context);
        conventional.record(seconds, known.conventional(failure), context);
        if (run.times().execution() >= 0) {
            execution.record(run.times().execution() * SECONDS, known.labels(), context);
        }
        if (run.lockNanos() > 0) {
            lockWait.record(run.lockNanos() * SECONDS, known.labels(), context);
        }
        if (run.rows() > 0) {
            rows.add(run.rows(), known.labels());
        }
    }

    void slow(StatementRun run) {
        slow.add(1, run.known().labels());
    }

    void excluded(StatementRun run) {
        excluded.add(1, run.known().labels());
    }

    void correlated(Evidence evidence) {
        correlated.add(1, byEvidence.get(evidence));
    }

    /** A server reported an error, be it of a statement or not. */
    void failed(String sqlState) {
        String stateClass = sqlState.length() < 2 ? "none" : sqlState.substring(0, 2);
        errors.add(1, Attributes.of(Names.DATABASE, database, Names.SQLSTATE_CLASS, ErrorClasses.known(stateClass)));
    }

    void transaction(Transaction.Outcome outcome, long nanos, long idleNanos, Context context) {
        transactionDuration.record(nanos * SECONDS, byOutcome.get(outcome), context);
        idleInTransaction.record(idleNanos * SECONDS, labels, context);
    }

    void opened() {
        opened.add(1, labels);
    }

    void closed(long ageNanos) {
        connectionAge.record(ageNanos * SECONDS, labels);
    }

    void overflow(Overflow what) {
        overflow.add(1, byOverflow.get(what));
    }

    void blind(Enum<?> why) {
        exchanges.lost(why.name().toLowerCase(Locale.ROOT));
    }

    void refused(Enum<?> why) {
        exchanges.refused(why.name().toLowerCase(Locale.ROOT));
    }

    void lost() {
        exchanges.lost();
    }

    /** Connections that are held through the relay, counted whenever somebody reads the metrics. */
    static void held(Meter meter, String database, Set<BackendView> sessions) {
        Map<BackendView.State, Attributes> byState = new EnumMap<>(BackendView.State.class);
        for (BackendView.State state : BackendView.State.values()) {
            byState.put(
                    state, Attributes.of(Names.DATABASE, database, Names.SEEN_BY, "relay", Names.STATE, state.text()));
        }
        meter.gaugeBuilder(Names.METRIC_DB_CONNECTIONS_ACTIVE)
                .ofLongs()
                .setUnit("{connection}")
                .setDescription(Names.DB_CONNECTIONS_ACTIVE_DESCRIPTION)
                .buildWithCallback(gauge -> {
                    Map<BackendView.State, Long> counts = new EnumMap<>(BackendView.State.class);
                    sessions.forEach(session -> counts.merge(session.state(), 1L, Long::sum));
                    byState.forEach((state, labels) -> gauge.record(counts.getOrDefault(state, 0L), labels));
                });
    }
}
