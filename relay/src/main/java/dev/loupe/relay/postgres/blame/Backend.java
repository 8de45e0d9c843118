package dev.loupe.relay.postgres.blame;

import java.util.Optional;
import java.util.OptionalLong;

/** A backend as its session sees it. What it tells is true of one moment shortly before. Thread-safe. */
public interface Backend {
    /** As {@code pg_stat_activity} names it. */
    int processId();

    /**
     * When the statement began that it runs now, as {@link RunningStatement#sinceNanos} says. Asked often, of all: a session
     * need not tell more of a statement that nobody keeps waiting.
     */
    default OptionalLong runningSince() {
        Optional<RunningStatement> statement = running();
        return statement.isPresent() ? OptionalLong.of(statement.get().sinceNanos()) : OptionalLong.empty();
    }

    /** The statement that it runs now. Asking makes its span known, if it was not yet. */
    Optional<RunningStatement> running();

    /**
     * What may hold locks now: its transaction, or outside an explicit one the statement that it runs. Asking makes the
     * transaction's span known, if it was not yet.
     */
    Optional<Holder> holder();
}
