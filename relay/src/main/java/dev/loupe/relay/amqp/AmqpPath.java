package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.DecoderSettings;

/** Observes the connections of one listener. Called on event loops: must not block. What it throws costs observations only. */
public interface AmqpPath {
    /** A client has connected. */
    ConnectionObserver begin();

    /** What the decoders of its connections look for. Asked once. */
    DecoderSettings decoding();

    /** Whether {@link ConnectionObserver#publishBody} and {@link ConnectionObserver#deliveryBody} are called. Asked once. */
    boolean readsBodies();

    /**
     * A client was turned away, or the broker could not be reached.
     *
     * @param refusal from a closed set
     */
    void refused(Refusal refusal);

    /** An observer failed; from now on its connection is relayed without being observed or changed. */
    void lost(Throwable why);

    /** Why a client got no connection. */
    enum Refusal {
        /** There are as many connections as the configuration allows. */
        CONNECTIONS,
        /** The broker took no connection. */
        UNREACHABLE,
        /** The broker, or the client, would not speak TLS as the configuration demands. */
        TLS,
        /** The client did not say what it wants in time. */
        TIMEOUT,
        /** The relay ends. */
        SHUTDOWN
    }
}
