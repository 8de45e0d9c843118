package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.statement.ParsedStatement;
import java.util.List;

/** A prepared statement of one session. */
final class Prepared {
    private final String name;
    private final ParsedStatement parsed;
    private final KnownStatement known;
    private final Prepared replaced;
    private final long began;
    private List<Integer> types;
    private long sent;
    private long received;
    private long nanos;
    private boolean answered;
    private boolean claimed;
    private boolean executed;

    /**
     * @param parsed null if there is no statement in it
     * @param replaced what had this name; null for nothing
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

    void received(long bytes) {
        received += bytes;
    }

    /** The server has it. */
    void answered(long now) {
        if (!answered) {
            answered = true;
            nanos = now - began;
        }
    }

    boolean isAnswered() {
        return answered;
    }

    /** It is run right after it was prepared, so that both are one. */
    void claim() {
        claimed = true;
    }

    boolean isClaimed() {
        return claimed;
    }

    /** Whether this is the first time. */
    boolean execute() {
        boolean first = !executed;
        executed = true;
        return first;
    }

    /** What it took to prepare it. */
    long nanos() {
        return nanos;
    }

    long sentBytes() {
        return sent;
    }

    long receivedBytes() {
        return received;
    }
}
