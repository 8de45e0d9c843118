package dev.loupe.relay.http;

/** Where one request goes, and how its head says so. */
sealed interface Route {
    /**
     * To the server that every request goes to; the target and {@code Host} stay as they came.
     *
     * @param authority {@code Host} for a client of HTTP/1.0 that sent none
     */
    record Direct(UpstreamPool pool, String authority) implements Route {}

    /**
     * To the server that the target names.
     *
     * @param authority the server as the target names it, which becomes {@code Host}
     * @param target what is left of the target: the path and query (RFC 9112 section 3.2.1)
     */
    record Forward(UpstreamPool pool, String authority, String target) implements Route {}

    /** A connection to a server, to be relayed blind ({@code CONNECT}). */
    record Connect(UpstreamPool pool) implements Route {}

    /** Nowhere. */
    record Refused(RelayError error) implements Route {
        /** There are no connections. */
        @Override
        public UpstreamPool pool() {
            return null;
        }
    }

    /** Whose connections are used; null if none are. */
    UpstreamPool pool();
}
