package dev.loupe.relay.postgres.plan;

/** Is told of slow statements. Thread-safe; must not block: it is called on event loops. */
@FunctionalInterface
public interface SlowStatementListener {
    /** Nobody wants to know. */
    SlowStatementListener NONE = statement -> {};

    /** A statement that took too long is over. */
    void slow(SlowStatement statement);
}
