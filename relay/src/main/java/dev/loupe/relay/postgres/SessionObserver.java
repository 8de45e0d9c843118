package dev.loupe.relay.postgres;

import dev.loupe.relay.postgres.protocol.BackendEvent;
import dev.loupe.relay.postgres.protocol.FrontendEvent;

/** Observes one session. Everything is called on its event loop, in the order in which it happens. */
public interface SessionObserver {
    /**
     * The client has said something, which has not been passed on yet.
     *
     * @param end bytes from the client so far, to the end of that message
     */
    void frontend(FrontendEvent event, long end);

    /**
     * The server has said something, which has not been passed on yet.
     *
     * @param end bytes from the server so far, to the end of that message
     */
    void backend(BackendEvent event, long end);

    /** Whether the values of a Bind of that prepared statement are to be kept. */
    boolean wantsParameters(String statement);

    /** The client does not take what the server sends, so that the server is not read; or it does again. */
    void clientStalls(boolean stalls);

    /** From now on nothing more is observed, though bytes are still relayed. Called once at most. */
    void blind(Blind why);

    /** The session is over. Called exactly once, last. */
    void ended(SessionEnd end);

    /** Why a session is relayed blind. */
    enum Blind {
        /** A decoder lost track; it has said why by an event. */
        LOST,
        /** Client and server speak TLS or GSSAPI encryption with each other. */
        ENCRYPTED,
        /** A replication connection. */
        REPLICATION
    }

    /**
     * How a session ended.
     *
     * @param by who ended it
     * @param orderly whether it was announced: a Terminate, or the server's closing after it
     */
    record SessionEnd(Side by, boolean orderly) {}

    /** Who ends a session. */
    enum Side {
        /** The client. */
        CLIENT,
        /** The server. */
        SERVER,
        /** The relay, at shutdown or on a time-out. */
        RELAY
    }
}
