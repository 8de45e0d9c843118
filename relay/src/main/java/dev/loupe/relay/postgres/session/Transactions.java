package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import java.util.Locale;

/**
 * Which explicit transaction a session is in. A client that pipelines is ahead of its server: {@code asked} is where its
 * statements will be if all goes well, {@code open} what the server has said, and where the two differ once the server waits
 * for the next query, the server is right.
 */
final class Transactions {
    private final SessionClock clock;
    private final Telling telling;
    private final BackendView view;
    private Transaction asked;
    private Transaction open;

    Transactions(SessionClock clock, Telling telling, BackendView view) {
        this.clock = clock;
        this.telling = telling;
        this.view = view;
    }

    /** A statement is asked for: it joins the transaction that it will be in. */
    void joins(StatementRun run) {
        if (asked != null && (asked.isVoid() || asked.isOver())) {
            asked = null;
        }
        switch (run.parsed().transaction()) {
            case BEGIN -> {
                if (asked == null) {
                    asked = new Transaction(run.times().began(), run.beganEpoch());
                }
                run.joins(asked);
            }
            case COMMIT, ROLLBACK -> {
                run.joins(asked);
                asked = asked != null && isChained(run)
                        ? new Transaction(run.times().began(), run.beganEpoch())
                        : null;
                run.chains(asked);
            }
            case NONE -> run.joins(asked);
        }
    }

    /** What the server has said to be in; null for nothing. */
    Transaction open() {
        return open;
    }

    /** Whether what the client asks for next will be in a transaction, if all goes well. */
    boolean isInside() {
        return asked != null && !asked.isVoid() && !asked.isOver();
    }

    /** A statement fails before it was asked to be run: it is in the transaction that is open. */
    void accompanies(StatementRun run) {
        run.joins(open);
    }

    /** Whether it begins the next transaction at once ({@code AND CHAIN}). */
    private static boolean isChained(StatementRun run) {
        if (run.parsed().text().length() < "END AND CHAIN".length()) {
            return false;
        }
        String text = run.parsed().text().toUpperCase(Locale.ROOT);
        return text.contains("CHAIN") && !text.contains("NO CHAIN");
    }

    /** The server has run a statement. */
    void done(StatementRun run, String tag, long now) {
        Transaction joined = run.transaction();
        TransactionControl control = run.parsed().transaction();
        if (joined == null || control == TransactionControl.NONE) {
            return;
        }
        if (control == TransactionControl.BEGIN) {
            if (open == null) {
                opens(joined);
            }
            return;
        }
        boolean undone = control == TransactionControl.ROLLBACK || Tag.isRollback(tag);
        end(undone ? Transaction.Outcome.ROLLED_BACK : Transaction.Outcome.COMMITTED, now);
        if (run.chained() != null) {
            opens(run.chained());
        }
    }

    /** The server did not run a statement. */
    void failed(StatementRun run) {
        Transaction joined = run.transaction();
        if (joined != null && joined != open && run.parsed().transaction() == TransactionControl.BEGIN) {
            joined.becomesVoid();
        }
        if (run.chained() != null) {
            run.chained().becomesVoid();
        }
    }

    /**
     * The server waits for the next query.
     *
     * @param status {@code I}, {@code T} or {@code E}, as of ReadyForQuery
     * @param pipeline what the client has asked for and the server has yet to answer
     */
    void ready(char status, Pipeline pipeline, long now) {
        if (status == 'I') {
            end(Transaction.Outcome.FAILED, now);
        } else if (open == null) {
            opens(new Transaction(now, clock.epoch(now)));
        }
        StatementRun next = pipeline.firstPending();
        if (next == null) {
            asked = open;
            if (open != null) {
                open.idles(now);
            }
        } else if (next.transaction() != open && next.parsed().transaction() != TransactionControl.BEGIN) {
            asked = open;
            pipeline.pending().forEach(this::joins);
        }
    }

    /** The client asks for something. */
    void works(long now) {
        if (open != null) {
            open.works(now);
        }
    }

    /**
     * The session is over, or nothing more is seen of it.
     *
     * @param outcome null if it is not known
     */
    void ended(Transaction.Outcome outcome, long now) {
        end(outcome, now);
        asked = null;
    }

    private void opens(Transaction transaction) {
        open = transaction;
        view.isIn(transaction);
    }

    private void end(Transaction.Outcome outcome, long now) {
        Transaction over = open;
        open = null;
        view.isIn(null);
        if (over != null && over.end()) {
            telling.over(over, outcome, now);
        }
    }
}
