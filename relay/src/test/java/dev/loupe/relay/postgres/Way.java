package dev.loupe.relay.postgres;

/** Where there is TLS between a client and a server. */
enum Way {
    /** Nowhere. */
    PLAIN(false, false, false),
    /** From the client through the relay to the server. */
    RELAYED(true, false, true),
    /** From the client to the relay. */
    TO_THE_RELAY(true, true, false),
    /** From the relay to the server. */
    FROM_THE_RELAY(false, false, true),
    /** On both sides of the relay. */
    TWICE(true, true, true);

    final boolean client;
    final boolean ends;
    final boolean server;

    Way(boolean client, boolean ends, boolean server) {
        this.client = client;
        this.ends = ends;
        this.server = server;
    }

    /** Whether the relay sees what is said. */
    boolean isObserved() {
        return this != RELAYED;
    }
}
