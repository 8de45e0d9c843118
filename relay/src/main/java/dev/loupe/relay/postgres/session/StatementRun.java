package dev.loupe.relay.postgres.session;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.Verdict;
import dev.loupe.relay.postgres.blame.LockCauses;
import dev.loupe.relay.postgres.blame.LockWaits;
import dev.loupe.relay.postgres.statement.ParsedStatement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * One statement as the client meant it, and what becomes of it. Belongs to its session's event loop, but for its place and its
 * locks, of which the monitor may ask while it runs.
 */
final class StatementRun {
    private static final AtomicReferenceFieldUpdater<StatementRun, Placed> PLACED =
            AtomicReferenceFieldUpdater.newUpdater(StatementRun.class, Placed.class, "placed");
    private static final AtomicReferenceFieldUpdater<StatementRun, LockWaits> WAITS =
            AtomicReferenceFieldUpdater.newUpdater(StatementRun.class, LockWaits.class, "waits");
    private static final AtomicReferenceFieldUpdater<StatementRun, LockCauses> CAUSES =
            AtomicReferenceFieldUpdater.newUpdater(StatementRun.class, LockCauses.class, "causes");

    /** Whether it had been prepared. */
    enum Preparation {
        /** Prepared and run at once, or not prepared at all. */
        NO,
        /** It is the first execution of a statement that was prepared to be used again. */
        NEW,
        /** It was executed before. */
        REUSED;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    private final ParsedStatement parsed;
    private final KnownStatement known;
    private final List<BusinessKey> keys;
    private final long beganEpoch;
    private final RunTimes times;
    private final RunVolume volume = new RunVolume();
    private Preparation preparation = Preparation.NO;
    private long prepareNanos;
    private Batch batch;
    private Failure failure = Failure.NONE;
    private String failedBy = "";
    private Transaction chained;
    private boolean copiesOut;
    private boolean over;
    private long lockNanos;
    private volatile long takenNanos;
    private volatile Transaction transaction;
    private volatile Judged judged;
    private volatile boolean cancelRequested;
    private volatile Placed placed;
    private volatile LockWaits waits;
    private volatile LockCauses causes;

    /**
     * What was found out when it began.
     *
     * @param contradicts whether it says something else than what its transaction was attributed by
     */
    record Judged(Verdict verdict, boolean contradicts) {}

    /**
     * @param keys that stand in it
     * @param began when the first of its messages came
     * @param beganEpoch the same moment, since 1970
     */
    StatementRun(ParsedStatement parsed, KnownStatement known, List<BusinessKey> keys, long began, long beganEpoch) {
        this.parsed = parsed;
        this.known = known;
        this.keys = keys;
        this.beganEpoch = beganEpoch;
        this.times = new RunTimes(began);
    }

    ParsedStatement parsed() {
        return parsed;
    }

    KnownStatement known() {
        return known;
    }

    List<BusinessKey> keys() {
        return keys;
    }

    long beganEpoch() {
        return beganEpoch;
    }

    /** When its result was whole, since 1970. */
    long endedEpoch() {
        return beganEpoch + times.ended() - times.began();
    }

    /** When the server had nothing left to do before it. Any thread may ask. */
    long takenNanos() {
        return takenNanos;
    }

    /** @param stalledSoFar how long the session's client has not read, in all */
    void taken(long now, long stalledSoFar) {
        times.taken(now, stalledSoFar);
        takenNanos = times.takenAt();
    }

    RunTimes times() {
        return times;
    }

    RunVolume volume() {
        return volume;
    }

    long durationNanos() {
        return times.duration();
    }

    long rows() {
        return volume.rows();
    }

    // --- what it belongs to

    /** The explicit transaction that it is in; null for none. */
    Transaction transaction() {
        Transaction joined = transaction;
        return joined == null || joined.isVoid() ? null : joined;
    }

    void joins(Transaction explicit) {
        transaction = explicit;
    }

    /** What it shares an implicit transaction with; null for nothing. */
    Batch batch() {
        return batch;
    }

    /** @param next the transaction that begins with its end; null for none */
    void chains(Transaction next) {
        chained = next;
    }

    Transaction chained() {
        return chained;
    }

    void joins(Batch implicit) {
        batch = implicit;
    }

    /** Null before it has begun. */
    Judged judged() {
        return judged;
    }

    void judged(Judged what) {
        judged = what;
    }

    /** Its span, which is started where it belongs by what is known now, if it was not yet. Any thread may ask. */
    Placed placed(Places places) {
        Placed known = placed;
        if (known != null) {
            return known;
        }
        Placed made = places.of(this);
        return PLACED.compareAndSet(this, null, made) ? made : placed;
    }

    // --- how it was prepared

    void prepared(Preparation how, long nanosBeforehand) {
        preparation = how;
        prepareNanos = nanosBeforehand;
    }

    Preparation preparation() {
        return preparation;
    }

    /** How long it took to prepare it beforehand; 0 if it was not, or if it was executed before. */
    long prepareNanos() {
        return prepareNanos;
    }

    // --- how it ends

    void copiesOut() {
        copiesOut = true;
    }

    void done(String tag) {
        volume.done(tag, copiesOut);
    }

    /** @param by SQLSTATE; who broke the session; empty if it was skipped */
    void failed(Failure how, String by) {
        failure = how;
        failedBy = by;
    }

    Failure failure() {
        return failure;
    }

    /** SQLSTATE of a server's error; who broke the session if that ended it. */
    String failedBy() {
        return failedBy;
    }

    /** Whether this is the first time that it ends. */
    boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    boolean isOver() {
        return over;
    }

    // --- locks and cancelling, of which other threads know

    void cancelRequested() {
        cancelRequested = true;
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Where it is told of the locks that it waits for. */
    LockWaits waits() {
        LockWaits known = waits;
        if (known != null) {
            return known;
        }
        LockWaits made = new LockWaits();
        return WAITS.compareAndSet(this, null, made) ? made : waits;
    }

    /** Null if nobody has asked where to tell of locks. */
    LockWaits waitsIfAny() {
        return waits;
    }

    /** Where it is told whom it makes wait. */
    LockCauses causes() {
        LockCauses known = causes;
        if (known != null) {
            return known;
        }
        LockCauses made = new LockCauses();
        return CAUSES.compareAndSet(this, null, made) ? made : causes;
    }

    /** Null if nobody has asked where to tell of waiters. */
    LockCauses causesIfAny() {
        return causes;
    }

    void waitedForLocks(long nanos) {
        lockNanos = nanos;
    }

    long lockNanos() {
        return lockNanos;
    }
}
