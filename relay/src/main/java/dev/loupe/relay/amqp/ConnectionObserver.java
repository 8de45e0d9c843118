package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;

/** Observes one connection. Everything is called on its event loop, in the order in which it happens. */
public interface ConnectionObserver {
    /** The client has said something without content, which has not been passed on yet. */
    void client(ClientEvent event);

    /**
     * The client publishes a message, which has not been passed on yet.
     *
     * @param body what is at hand of its body's first frame, to be looked at now only; null unless
     *     {@link AmqpPath#readsBodies}. The same bytes come again in {@link #publishBody}
     * @param room bytes by which the content header's frame may grow, negative if it cannot be changed at all
     * @param mayRaise whether the {@code mandatory} bit can be set
     * @return what is to be changed, within the room
     */
    MessageEdit publishes(ClientEvent.BasicPublish message, ByteBuf body, int room, boolean mayRaise);

    /**
     * A part of the body that is published on that channel; called only if {@link AmqpPath#readsBodies}, and for the last part
     * always.
     *
     * @param part to be looked at now only
     * @param last whether the body ends with it; a body of 0 bytes has one part, of 0 bytes
     */
    void publishBody(int channel, ByteBuf part, boolean last);

    /** The broker has said something without content, or delivers a message; it has not been passed on yet. */
    void server(ServerEvent event);

    /** The same for the body of what is delivered on that channel. */
    void deliveryBody(int channel, ByteBuf part, boolean last);

    /**
     * The broker returns a message, which has not been passed on yet.
     *
     * @return whether the client must not see it, since it did not ask for it; it then gets no byte of it
     */
    boolean swallows(ServerEvent.BasicReturn message);

    /** The client does not take what the broker sends, so that the broker is not read; or it does again. */
    void clientStalls(boolean stalls);

    /** The broker does not take what the client sends, so that the client is not read; or it does again. */
    void serverStalls(boolean stalls);

    /** From now on nothing more is observed or changed, though bytes are still relayed. Called once at most. */
    void blind(Blind why);

    /** The connection is over. Called exactly once, last. */
    void ended(ConnectionEnd end);

    /** Why a connection is relayed blind. */
    enum Blind {
        /** A decoder lost track; it has said why by an event. */
        LOST,
        /** AMQP 1.0, MQTT, a stream or something else. */
        OTHER_PROTOCOL,
        /** Client and broker speak TLS with each other. */
        ENCRYPTED
    }

    /**
     * How a connection ended.
     *
     * @param by who ended it
     * @param orderly whether it was announced and agreed: {@code connection.close} and its {@code close-ok}
     */
    record ConnectionEnd(Side by, boolean orderly) {}

    /** Who ends a connection. */
    enum Side {
        /** The client. */
        CLIENT,
        /** The broker. */
        SERVER,
        /** The relay, at shutdown or on a time-out. */
        RELAY
    }
}
