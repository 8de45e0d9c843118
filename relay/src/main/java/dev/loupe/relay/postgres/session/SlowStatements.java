package dev.loupe.relay.postgres.session;

import java.util.List;

/** Which statements of a database take most of its time. Bounded; thread-safe. */
public final class SlowStatements {
    SlowStatements() {}

    /** Those that took most time, all their runs added; longest first, at most {@code limit}. */
    public List<StatementFigures> top(int limit) {
        return List.of();
    }
}
