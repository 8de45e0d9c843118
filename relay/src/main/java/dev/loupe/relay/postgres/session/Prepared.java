package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.statement.ParsedStatement;
import java.util.List;

/** A prepared statement of one session. */
final class Prepared {
    private final String name;
    private final ParsedStatement parsed;
    private final KnownStatement known;
    private Prepared replaced;
    private final long began;
    private List<Integer> types;
    private long sent;
    private long nanos;
    private boolean answered;
    private boolean bound;
    private StatementRun claimedBy;

    /**
     * @param parsed null if there is no statement in it
     * @param replaced what had this name; null for nothing, or if it does not come back whatever happens
     * @param began when its Parse came
     */
    Prepared(
            String name,
            ParsedStatement parsed,
            KnownStatement known,
            List<Integer> types,
            Prepared replaced,
            long began) {
        this.name = name;
        this.parsed = parsed;
        this.known = known;
        this.types = types;
        this.replaced = replaced;
        this.began = began;
    }

    String name() {
        return name;
    }

    /** Whether there is no statement in it. */
    boolean isEmpty() {
        return parsed == null;
    }

    ParsedStatement parsed() {
        return parsed;
    }

    KnownStatement known() {
        return known;
    }

    Prepared replaced() {
        return replaced;
    }

    long began() {
        return began;
    }

    List<Integer> types() {
        return types;
    }

    /** The server has said what types its parameters have. */
    void described(List<Integer> byServer) {
        types = byServer;
    }

    void sent(long bytes) {
        sent += bytes;
    }

    /** Bytes of the server's answer: those of the statement that it is one with, if there is one. */
    void received(long bytes) {
        if (claimedBy != null) {
            claimedBy.volume().received(bytes);
        }
    }

    /** The server has it. */
    void answered(long now) {
        if (!answered) {
            answered = true;
            replaced = null;
            nanos = now - began;
        }
    }

    boolean isAnswered() {
        return answered;
    }

    /**
     * A portal is made of it.
     *
     * @param atOnce whether the server has yet to prepare it, and it is the first portal: both are one statement then
     */
    void makes(StatementRun run, boolean atOnce) {
        if (atOnce) {
            claimedBy = run;
            run.volume().sent(sent);
        }
        if (bound) {
            run.prepared(StatementRun.Preparation.REUSED, 0);
        } else if (!atOnce) {
            run.prepared(StatementRun.Preparation.NEW, nanos);
        } else if (!name.isEmpty()) {
            run.prepared(StatementRun.Preparation.NEW, 0);
        }
        bound = true;
    }

    /** What preparing it would be, if that failed and had to be told. */
    StatementRun preparing(Conversation talk) {
        StatementRun run = talk.run(parsed, known, List.of(), began);
        run.volume().sent(sent);
        run.times().asked(began);
        run.taken(began, 0);
        return run;
    }

    /** The statement that it is one with; null if it was prepared beforehand. */
    StatementRun claimedBy() {
        return claimedBy;
    }

    boolean isClaimed() {
        return claimedBy != null;
    }

    /** What it took to prepare it. */
    long nanos() {
        return nanos;
    }
}
