package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.statement.ParsedStatement.TransactionControl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the server of a session answers, once the session has begun. */
final class ServerSide {
    private final Conversation talk;
    private final Set<StatementRun> suspended = new LinkedHashSet<>();

    ServerSide(Conversation talk) {
        this.talk = talk;
    }

    /** @param bytes of the message, or since the last one */
    void says(BackendEvent event, long bytes) {
        if (event instanceof BackendEvent.DataRows rows) {
            rows(rows, bytes);
        } else if (event instanceof BackendEvent.DataRowsBegun || event instanceof BackendEvent.RowDescription) {
            begins(event, bytes);
        } else if (event instanceof BackendEvent.CommandComplete complete) {
            complete(complete.tag(), bytes);
        } else if (event instanceof BackendEvent.ReadyForQuery ready) {
            ready(ready.status());
        } else if (event instanceof BackendEvent.ErrorResponse error) {
            failed(error, bytes);
        } else if (event instanceof BackendEvent.ParseComplete) {
            parsed(bytes);
        } else if (event instanceof BackendEvent.BindComplete) {
            bound(bytes);
        } else if (event instanceof BackendEvent.CloseComplete) {
            closed();
        } else if (event instanceof BackendEvent.ParameterDescription description) {
            described(description, bytes);
        } else if (event instanceof BackendEvent.NoData) {
            noData(bytes);
        } else if (event instanceof BackendEvent.PortalSuspended) {
            suspends(bytes);
        } else if (event instanceof BackendEvent.EmptyQueryResponse) {
            empty();
        } else if (event instanceof BackendEvent.CopyInResponse) {
            copiesIn(bytes);
        } else if (event instanceof BackendEvent.CopyOutResponse) {
            copiesOut(bytes);
        } else if (event instanceof BackendEvent.CopyDataBegun
                || event instanceof BackendEvent.CopyData
                || event instanceof BackendEvent.CopyDone) {
            received(bytes);
        } else if (event instanceof BackendEvent.FunctionCallResponse) {
            complete("", bytes);
        }
        // Notices, notifications and parameters come whenever they like, and belong to no statement.
    }

    private long now() {
        return talk.clock().now();
    }

    private long stalled(long now) {
        return talk.stalls().until(now);
    }

    /** The statement whose result comes now; null for none. */
    private StatementRun current() {
        Awaited head = talk.pipeline().head();
        if (head instanceof Awaited.Executing executing) {
            return executing.run();
        }
        if (head instanceof Awaited.Querying query) {
            return query.current();
        }
        return head instanceof Awaited.Calling call ? call.run() : null;
    }

    private void received(long bytes) {
        StatementRun run = current();
        if (run != null) {
            run.volume().received(bytes);
        }
    }

    // --- results

    private void begins(BackendEvent event, long bytes) {
        if (talk.pipeline().head() instanceof Awaited.Describing describing) {
            if (event instanceof BackendEvent.RowDescription) {
                describes(describing, bytes);
            } else {
                talk.loses(Overflow.OUT_OF_STEP);
            }
            return;
        }
        StatementRun run = current();
        if (run != null) {
            run.volume().received(bytes);
            run.times().answered(now());
        }
    }

    private void rows(BackendEvent.DataRows rows, long bytes) {
        StatementRun run = current();
        if (run != null) {
            run.volume().received(bytes);
            run.volume().returned(rows.rows());
        }
    }

    private void complete(String tag, long bytes) {
        Awaited head = talk.pipeline().head();
        StatementRun run = current();
        if (head instanceof Awaited.Querying query) {
            query.advance();
        } else if (head instanceof Awaited.Executing) {
            talk.pipeline().pop();
        } else if (!(head instanceof Awaited.Calling)) {
            talk.loses(Overflow.OUT_OF_STEP);
            return;
        }
        if (run == null || run.isOver()) {
            return;
        }
        long now = now();
        run.volume().received(bytes);
        run.volume().portion();
        run.done(tag);
        run.times().delivered(now, stalled(now));
        suspended.remove(run);
        if (run.parsed().transaction() == TransactionControl.COMMIT
                || run.parsed().transaction() == TransactionControl.ROLLBACK) {
            endSuspended(now);
        }
        talk.over(run, now);
        talk.transactions().done(run, tag, now);
    }

    private void suspends(long bytes) {
        if (!(talk.pipeline().head() instanceof Awaited.Executing executing)) {
            talk.loses(Overflow.OUT_OF_STEP);
            return;
        }
        talk.pipeline().pop();
        StatementRun run = executing.run();
        if (run != null && !run.isOver()) {
            long now = now();
            run.volume().received(bytes);
            run.volume().portion();
            run.times().delivered(now, stalled(now));
            suspended.add(run);
            talk.pipeline().done(run, now);
        }
    }

    /** No portal outlives its transaction: what was fetched of it is all that is fetched. */
    void endSuspended(long now) {
        if (!suspended.isEmpty()) {
            List<StatementRun> ended = new ArrayList<>(suspended);
            suspended.clear();
            ended.forEach(run -> talk.over(run, now));
        }
    }

    private void empty() {
        if (talk.pipeline().head() instanceof Awaited.Executing) {
            talk.pipeline().pop();
        }
    }

    // --- the steps of an extended query

    private void parsed(long bytes) {
        if (talk.pipeline().head() instanceof Awaited.Parsing parsing) {
            talk.pipeline().pop();
            parsing.prepared().received(bytes);
            parsing.prepared().answered(now());
        } else {
            talk.loses(Overflow.OUT_OF_STEP);
        }
    }

    private void bound(long bytes) {
        if (talk.pipeline().head() instanceof Awaited.Binding binding) {
            talk.pipeline().pop();
            if (binding.portal().run() != null) {
                binding.portal().run().volume().received(bytes);
            }
        } else {
            talk.loses(Overflow.OUT_OF_STEP);
        }
    }

    private void described(BackendEvent.ParameterDescription description, long bytes) {
        if (talk.pipeline().head() instanceof Awaited.Describing describing && describing.prepared() != null) {
            describing.prepared().received(bytes);
            describing.prepared().described(description.types());
        }
    }

    private void noData(long bytes) {
        if (talk.pipeline().head() instanceof Awaited.Describing describing) {
            describes(describing, bytes);
        } else {
            talk.loses(Overflow.OUT_OF_STEP);
        }
    }

    private void describes(Awaited.Describing describing, long bytes) {
        talk.pipeline().pop();
        if (describing.prepared() != null) {
            describing.prepared().received(bytes);
        } else if (describing.run() != null) {
            describing.run().volume().received(bytes);
        }
    }

    private void closed() {
        if (talk.pipeline().head() instanceof Awaited.Closing closing) {
            talk.pipeline().pop();
            StatementRun run =
                    closing.portal() == null ? null : closing.portal().run();
            if (run != null && suspended.remove(run)) {
                talk.over(run, now());
            }
        } else {
            talk.loses(Overflow.OUT_OF_STEP);
        }
    }

    // --- copying

    private void copiesIn(long bytes) {
        StatementRun run = current();
        if (run != null) {
            run.volume().received(bytes);
            run.times().answered(now());
        }
        if (talk.pipeline().head() instanceof Awaited.Executing) {
            talk.pipeline().dropSyncs();
            talk.copiesIn(true);
        }
    }

    private void copiesOut(long bytes) {
        StatementRun run = current();
        if (run != null) {
            run.volume().received(bytes);
            run.times().answered(now());
            run.copiesOut();
        }
    }

    // --- errors

    private void failed(BackendEvent.ErrorResponse error, long bytes) {
        long now = now();
        talk.copiesIn(false);
        Awaited head = talk.pipeline().head();
        boolean last = error.severity().equals("FATAL") || error.severity().equals("PANIC");
        if (last) {
            talk.endedByServer(error.sqlState());
        }
        boolean idle = head == null || (last && head == Awaited.Syncing.INSTANCE);
        boolean told = !idle && fails(head, error.sqlState(), bytes, now);
        if (!told) {
            talk.database().metrics().failed(error.sqlState());
        }
    }

    /** Whether there was a statement that failed. */
    private boolean fails(Awaited head, String sqlState, long bytes, long now) {
        if (head instanceof Awaited.Querying query) {
            StatementRun run = query.current();
            fail(run, sqlState, bytes, now);
            query.runs().forEach(rest -> talk.skipped(rest, now));
            return run != null;
        }
        if (head instanceof Awaited.Calling call) {
            fail(call.run(), sqlState, bytes, now);
            return true;
        }
        if (head == Awaited.Syncing.INSTANCE) {
            StatementRun commit = talk.run(Implied.COMMIT, now);
            fail(commit, sqlState, bytes, now);
            return true;
        }
        StatementRun run = subject(head);
        fail(run, sqlState, bytes, now);
        List<Awaited> skipped = talk.pipeline().takeUntilSync();
        talk.skips(talk.pipeline().head() == null);
        skip(skipped, now);
        return run != null;
    }

    private void fail(StatementRun run, String sqlState, long bytes, long now) {
        if (run != null) {
            run.volume().received(bytes);
            suspended.remove(run);
            talk.failed(run, sqlState, now);
        }
    }

    /** The statement that a step of the extended query is for; null if there is none to tell of. */
    private StatementRun subject(Awaited step) {
        if (step instanceof Awaited.Parsing parsing) {
            return preparing(parsing.prepared());
        }
        if (step instanceof Awaited.Describing describing) {
            return describing.prepared() == null ? describing.run() : preparing(describing.prepared());
        }
        if (step instanceof Awaited.Binding binding) {
            return binding.portal().run();
        }
        return step instanceof Awaited.Executing executing ? executing.run() : null;
    }

    /** What only was to be prepared is told of if that fails. */
    private StatementRun preparing(Prepared prepared) {
        if (prepared.isClaimed()) {
            return prepared.claimedBy();
        }
        return prepared.isEmpty() ? null : prepared.preparing(talk);
    }

    private void skip(List<Awaited> steps, long now) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Awaited.Parsing parsing) {
                talk.named().undo(parsing.prepared());
            } else if (steps.get(i) instanceof Awaited.Binding binding) {
                talk.named().undo(binding.portal());
            }
        }
        for (Awaited step : steps) {
            Pipeline.runsOf(step).forEach(run -> talk.skipped(run, now));
        }
    }

    // --- ends

    private void ready(char status) {
        Awaited head = talk.pipeline().head();
        boolean ends =
                head == Awaited.Syncing.INSTANCE || head instanceof Awaited.Querying || head instanceof Awaited.Calling;
        if (!ends) {
            talk.loses(Overflow.OUT_OF_STEP);
            return;
        }
        talk.pipeline().pop();
        talk.copiesIn(false);
        long now = now();
        if (status == 'I') {
            endSuspended(now);
        }
        talk.transactions().ready(status, talk.pipeline(), now);
    }
}
