package dev.loupe.relay.postgres.statement;

import dev.loupe.relay.postgres.protocol.SqlText;
import java.util.List;

/**
 * What statements' texts mean, of the texts that are used most. Thread-safe, one for each database path: a text that is known
 * costs one look-up without a lock.
 */
public final class Statements {
    /** Nothing is known yet. */
    public Statements(StatementSettings settings) {}

    /**
     * The statements of a simple query or of a Parse, in their order; empty if there is none in it. What is said of a text that
     * is cut, or is not understood, holds no literal either.
     */
    public List<ParsedStatement> of(SqlText text) {
        return List.of();
    }

    /** How many texts had to be forgotten, since there were too many. */
    public long forgotten() {
        return 0;
    }
}
