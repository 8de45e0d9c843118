package dev.loupe.relay.postgres.blame;

import java.util.Optional;

/** A backend as its session sees it. What it tells is true of one moment shortly before. Thread-safe. */
public interface Backend {
    /** As {@code pg_stat_activity} names it. */
    int processId();

    /** The statement that it runs now. */
    Optional<RunningStatement> running();

    /**
     * What may hold locks now: its transaction, or outside an explicit one the statement that it runs. Asking makes the
     * transaction's span known, if it was not yet.
     */
    Optional<Holder> holder();
}
