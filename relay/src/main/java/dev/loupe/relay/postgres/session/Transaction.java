package dev.loupe.relay.postgres.session;

import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.postgres.blame.LockCauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * An explicit transaction: from BEGIN until the server says that there is none. What its statements say of the request that it
 * is run for is held back until that is known. Belongs to its session's event loop, but for its place and its locks, of which
 * the monitor may ask.
 */
final class Transaction {
    private static final AtomicReferenceFieldUpdater<Transaction, Placed> PLACED =
            AtomicReferenceFieldUpdater.newUpdater(Transaction.class, Placed.class, "placed");
    private static final AtomicReferenceFieldUpdater<Transaction, LockCauses> CAUSES =
            AtomicReferenceFieldUpdater.newUpdater(Transaction.class, LockCauses.class, "causes");

    /** So many statements are held back; then the place is decided by what is known. */
    private static final int MOST_HELD = 64;

    /** Of so many statements it is told only at the end whether they were undone. */
    private static final int MOST_TOLD_LATER = 256;

    /** How it ended. */
    enum Outcome {
        /** COMMIT succeeded. */
        COMMITTED,
        /** It was undone by ROLLBACK, or by a COMMIT after a statement had failed. */
        ROLLED_BACK,
        /** COMMIT failed, or the server ended it. */
        FAILED,
        /** The connection was lost. */
        BROKEN;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    private final long began;
    private final long beganEpoch;
    private final List<StatementRun> held = new ArrayList<>(4);
    private final List<Happening> toTell = new ArrayList<>(0);
    private int statements;
    private int told;
    private long idle;
    private long idleSince;
    private boolean isIdle;
    private boolean toldAll;
    private boolean over;
    private String failedBy = "";
    private volatile boolean isVoid;
    private volatile Belonging belonging = Belonging.UNKNOWN;
    private volatile Placed placed;
    private volatile LockCauses causes;

    /** @param beganEpoch the same moment, since 1970 */
    Transaction(long began, long beganEpoch) {
        this.began = began;
        this.beganEpoch = beganEpoch;
    }

    long began() {
        return began;
    }

    long beganEpoch() {
        return beganEpoch;
    }

    // --- where it belongs

    Belonging belonging() {
        return belonging;
    }

    void belongs(Belonging now) {
        belonging = now;
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

    /** Whether what its statements say need no longer be held back. */
    boolean isDecided() {
        return placed != null || belonging.isDecided() || held.size() >= MOST_HELD;
    }

    /** Nothing will be told of it: all that it ran leaves no span. */
    void staysUntold() {
        PLACED.compareAndSet(this, null, Placed.UNTOLD);
    }

    // --- what it ran

    /** @param leavesSpan whether it is not excluded */
    void ran(boolean leavesSpan) {
        statements++;
        if (leavesSpan) {
            told++;
        }
    }

    int statements() {
        return statements;
    }

    boolean isTold() {
        return told > 0;
    }

    void holds(StatementRun run) {
        held.add(run);
    }

    /** Those that were held back, which are so no longer. */
    List<StatementRun> release() {
        if (held.isEmpty()) {
            return List.of();
        }
        List<StatementRun> released = List.copyOf(held);
        held.clear();
        return released;
    }

    /** Whether there is room to tell of it when it is known how the transaction ends. */
    boolean tellsLater(Happening happening) {
        return !toldAll && toTell.size() < MOST_TOLD_LATER && toTell.add(happening);
    }

    /** It is known how it ends: what is to be told, now or never. */
    List<Happening> toTell() {
        toldAll = true;
        return toTell;
    }

    /** @param sqlState by which the server ended it with its session */
    void failedBy(String sqlState) {
        failedBy = sqlState;
    }

    /** Empty if the server did not end it so. */
    String failedBy() {
        return failedBy;
    }

    // --- time in which it ran nothing

    void idles(long now) {
        if (!isIdle) {
            isIdle = true;
            idleSince = now;
        }
    }

    void works(long now) {
        if (isIdle) {
            isIdle = false;
            idle += now - idleSince;
        }
    }

    long idleNanos() {
        return idle;
    }

    // --- its end

    /** Whether this is the first time that it ends. */
    boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    boolean isOver() {
        return over;
    }

    /** The server would not begin it: what was asked for in it stands alone. */
    void becomesVoid() {
        isVoid = true;
    }

    boolean isVoid() {
        return isVoid;
    }

    // --- whom it makes wait, of which other threads know

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
}
