package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import java.util.List;

/** What the two halves of a session's observer share: the same client and server talk. */
final class Conversation {
    private final Database database;
    private final SessionClock clock;
    private final Stalls stalls = new Stalls();
    private final BackendView view;
    private final NamedObjects named;
    private final Pipeline pipeline;
    private final Transactions transactions;
    private final Batches batch = new Batches();
    private KnownStatements statements;
    private boolean skipping;
    private boolean copyingIn;
    private boolean endedByServer;
    private boolean lost;

    Conversation(Database database) {
        this.database = database;
        clock = database.sessionClock();
        view = database.view();
        named = new NamedObjects(database.metrics());
        pipeline = new Pipeline(stalls, view);
        transactions = new Transactions(clock, database.telling(), view);
        statements = database.statements("");
    }

    Database database() {
        return database;
    }

    SessionClock clock() {
        return clock;
    }

    Stalls stalls() {
        return stalls;
    }

    BackendView view() {
        return view;
    }

    NamedObjects named() {
        return named;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Transactions transactions() {
        return transactions;
    }

    /** The session is connected to that database. */
    void isIn(String namespace) {
        statements = database.statements(namespace);
    }

    KnownStatement known(ParsedStatement parsed) {
        return statements.of(parsed);
    }

    /** A statement whose first message came then. */
    StatementRun run(ParsedStatement parsed, KnownStatement known, List<BusinessKey> keys, long began) {
        return new StatementRun(parsed, known, keys, began, clock.epoch(began));
    }

    StatementRun run(ParsedStatement parsed, long began) {
        return run(parsed, known(parsed), database.keys().of(parsed), began);
    }

    // --- life of statements

    /** A statement is asked for: it is asked where it belongs. */
    void begins(StatementRun run) {
        if (run.judged() == null) {
            transactions.joins(run);
            if (run.transaction() == null) {
                batch.joins(run);
            }
            database.judge().begins(run);
        }
    }

    /** What is asked for next shares no implicit transaction with what was before. */
    void batchEnds() {
        batch.ends();
    }

    /** A statement's result is whole, or it has failed: it is told of. */
    void over(StatementRun run, long now) {
        if (run.end()) {
            if (run.judged() == null) {
                transactions.accompanies(run);
                database.judge().begins(run);
            }
            pipeline.done(run, now);
            database.telling().over(run);
        }
    }

    void failed(StatementRun run, String sqlState, long now) {
        if (!run.isOver()) {
            run.failed(Failure.of(sqlState, run.known().kind().noWait()), sqlState);
            run.times().delivered(now, stalls.until(now));
            transactions.failed(run);
            over(run, now);
        }
    }

    /** The server did not look at it, since something before it had failed. */
    void skipped(StatementRun run, long now) {
        if (!run.isOver()) {
            run.failed(Failure.SKIPPED, "");
            run.times().cutOff(now, stalls.until(now));
            transactions.failed(run);
            over(run, now);
        }
    }

    /** The session ended while it ran. */
    void broken(StatementRun run, String by, long now) {
        run.failed(Failure.BROKEN, by);
        run.times().cutOff(now, stalls.until(now));
        transactions.failed(run);
        over(run, now);
    }

    // --- states that both halves act upon

    /** Whether the server looks at nothing before the next Sync. */
    boolean isSkipping() {
        return skipping;
    }

    void skips(boolean untilSync) {
        skipping = untilSync;
    }

    /** Whether the server takes rows from the client, and heeds neither Sync nor Flush. */
    boolean isCopyingIn() {
        return copyingIn;
    }

    void copiesIn(boolean now) {
        copyingIn = now;
    }

    /** The server has said that it ends the session. */
    void endedByServer(String sqlState) {
        endedByServer = true;
        if (transactions.open() != null) {
            transactions.open().failedBy(sqlState);
        }
    }

    boolean isEndedByServer() {
        return endedByServer;
    }

    /** Whether the session is observed no longer. */
    boolean isLost() {
        return lost;
    }

    /** There is no telling any more which answer belongs to what. */
    void loses(Overflow why) {
        database.metrics().overflow(why);
        forget();
    }

    /** What is in flight is told of no more. */
    void forget() {
        lost = true;
        transactions.ended(null, clock.now());
        pipeline.clear();
    }
}
