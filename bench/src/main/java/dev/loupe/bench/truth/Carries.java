package dev.loupe.bench.truth;

/** What an operation shows on the wire of the request that it is done for. */
enum Carries {
    /** A {@code traceparent} that the service forwarded. */
    CONTEXT,
    /** An order, in its path, body, header or bind parameter. */
    KEY,
    /** Nothing itself; an earlier statement of its database transaction had a context or an order. */
    TRANSACTION,
    /** Nothing. */
    NOTHING
}
