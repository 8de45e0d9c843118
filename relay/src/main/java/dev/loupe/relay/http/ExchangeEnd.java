package dev.loupe.relay.http;

/** How an exchange ended. */
public sealed interface ExchangeEnd {
    /** The client was sent the upstream's whole response. */
    record Whole() implements ExchangeEnd {
        /** The only one that is needed. */
        public static final Whole INSTANCE = new Whole();
    }

    /** The relay answered in the upstream's place. */
    record Answered(RelayError error) implements ExchangeEnd {}

    /**
     * The transfer broke off; the other side was shown a broken transfer too.
     *
     * @param by the side that broke it
     * @param cause what happened, from a closed set
     * @param requestContent content bytes that the upstream's connection had been handed
     * @param responseContent content bytes that the client's connection had been handed
     */
    record Broken(Side by, Cause cause, long requestContent, long responseContent) implements ExchangeEnd {}

    /** A side of the relay. */
    enum Side {
        /** Whoever asks. */
        CLIENT,
        /** Whoever answers. */
        UPSTREAM,
        /** The relay itself. */
        PROXY
    }

    /** What broke a transfer. */
    enum Cause {
        /** The connection was closed in the middle. */
        CLOSED,
        /** The connection was silent for too long. */
        TIMEOUT,
        /** The bytes were not what the protocol allows. */
        MALFORMED,
        /** The process was told to end and the time to drain ran out. */
        SHUTDOWN
    }
}
