package dev.loupe.relay.postgres.session;

import dev.loupe.relay.postgres.blame.Backend;
import dev.loupe.relay.postgres.blame.Holder;
import dev.loupe.relay.postgres.blame.RunningStatement;
import dev.loupe.relay.postgres.protocol.BackendKey;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A session as other threads may see it. Written by its event loop alone. */
final class BackendView implements Backend {
    private final Places places;
    private volatile BackendKey key;
    private volatile StatementRun running;
    private volatile StatementRun last;
    private volatile Transaction transaction;

    /** What a session does. */
    enum State {
        /** It runs a statement. */
        ACTIVE,
        /** Nothing. */
        IDLE,
        /** It has a transaction open, and runs nothing. */
        IDLE_IN_TRANSACTION;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    BackendView(Places places) {
        this.places = places;
    }

    // --- for its event loop

    void named(BackendKey byServer) {
        key = byServer;
    }

    boolean isNamed() {
        return key != null;
    }

    /** @param run null for none */
    void runs(StatementRun run) {
        if (running != run) {
            StatementRun before = running;
            running = run;
            if (before != null && !before.known().shape().isEmpty()) {
                last = before;
            }
        }
    }

    /** @param explicit null for none */
    void isIn(Transaction explicit) {
        if (transaction != explicit) {
            last = null;
            transaction = explicit;
        }
    }

    // --- for any thread

    State state() {
        if (running != null) {
            return State.ACTIVE;
        }
        return transaction == null ? State.IDLE : State.IDLE_IN_TRANSACTION;
    }

    /** Whether that key names this session. */
    boolean isNamed(BackendKey byClient) {
        return byClient.equals(key);
    }

    /** Somebody wants what it runs to be given up: what that is; null for nothing. */
    StatementRun cancel() {
        StatementRun run = running;
        if (run != null) {
            run.cancelRequested();
        }
        return run;
    }

    @Override
    public int processId() {
        return key.processId();
    }

    @Override
    public OptionalLong runningSince() {
        StatementRun run = running;
        return run == null ? OptionalLong.empty() : OptionalLong.of(run.takenNanos());
    }

    @Override
    public Optional<RunningStatement> running() {
        return Optional.ofNullable(running)
                .map(run -> new RunningStatement(
                        run.takenNanos(),
                        run.parsed().summary(),
                        run.placed(places).span().getSpanContext(),
                        run.waits()));
    }

    @Override
    public Optional<Holder> holder() {
        StatementRun run = running;
        Transaction explicit = transaction;
        if (explicit == null && run != null) {
            // The server may keep its answer to BEGIN until the statement behind it is done.
            explicit = run.transaction();
        }
        if (explicit != null) {
            // What took the locks tells more than the COMMIT that gives them back.
            StatementRun before = last;
            boolean tells = run != null && !run.known().shape().isEmpty();
            StatementRun latest = tells || before == null ? run : before;
            return Optional.of(new Holder(
                    explicit.placed(places).span().getSpanContext(),
                    latest == null ? "" : latest.parsed().summary(),
                    run == null,
                    explicit.began(),
                    explicit.causes()));
        }
        return run == null
                ? Optional.empty()
                : Optional.of(new Holder(
                        run.placed(places).span().getSpanContext(),
                        run.parsed().summary(),
                        false,
                        run.takenNanos(),
                        run.causes()));
    }
}
