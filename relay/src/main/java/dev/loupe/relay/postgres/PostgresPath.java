package dev.loupe.relay.postgres;

/** Observes the sessions of one listener. Called on event loops: must not block. What it throws costs observations only. */
public interface PostgresPath {
    /** A client has connected. */
    SessionObserver begin();

    /**
     * A client was turned away, or the server could not be reached.
     *
     * @param refusal from a closed set
     */
    void refused(Refusal refusal);

    /** An observer failed; from now on its connection is relayed without being observed. */
    void lost(Throwable why);

    /** Why a client got no session. */
    enum Refusal {
        /** There are as many connections as the configuration allows. */
        CONNECTIONS,
        /** The server took no connection. */
        UNREACHABLE,
        /** The server, or the client, would not speak TLS as the configuration demands. */
        TLS,
        /** The client did not say what it wants in time. */
        TIMEOUT,
        /** The relay ends. */
        SHUTDOWN
    }
}
