package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.Operation;
import dev.loupe.relay.correlation.ServiceRequests;
import dev.loupe.relay.correlation.Verdict;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** Asks of each statement, when it begins, to which request it belongs, and hands on what its transaction knows of that. */
final class Judge {
    private static final StatementRun.Judged EXCLUDED = new StatementRun.Judged(new Verdict.Unrelated(), false);

    private final ServiceRequests requests;
    private final boolean background;

    Judge(ServiceRequests requests, boolean background) {
        this.requests = requests;
        this.background = background;
    }

    /** A statement begins, of which it is known what it shares a transaction with. */
    void begins(StatementRun run) {
        if (run.known().excluded()) {
            run.judged(EXCLUDED);
            return;
        }
        Transaction transaction = run.transaction();
        Batch batch = run.batch();
        if (transaction != null) {
            transaction.belongs(judged(run, transaction.belonging()));
        } else if (batch != null) {
            batch.belongs(judged(run, batch.belonging()));
        } else {
            judged(run, Belonging.UNKNOWN);
        }
    }

    private Belonging judged(StatementRun run, Belonging before) {
        SpanContext carried = run.parsed().carried();
        Verdict verdict = requests.attribute(new Operation(
                carried.isValid() ? Optional.of(carried) : Optional.empty(),
                run.keys(),
                before.attribution(),
                run.known().shape(),
                background,
                before.doubtful()));
        boolean contradicts = before.isDecided() && verdict instanceof Verdict.Ambiguous;
        run.judged(new StatementRun.Judged(verdict, contradicts));
        return before.after(verdict, run.known().shape().isEmpty());
    }
}
