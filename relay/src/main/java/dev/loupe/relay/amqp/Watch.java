package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.ConnectionObserver.Blind;
import dev.loupe.relay.amqp.ConnectionObserver.ConnectionEnd;
import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.LostReason;
import dev.loupe.relay.amqp.protocol.Protocol;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import dev.loupe.relay.net.Advice;
import io.netty.util.collection.IntObjectHashMap;
import java.util.BitSet;

/** What the relay itself has to know of a connection: whether it does anything, and who ends it. On its event loop only. */
final class Watch {
    private final SafeObserver observer;
    private final Advice advice;
    private final IntObjectHashMap<ChannelWatch> channels = new IntObjectHashMap<>(4);
    /** Channels on which a body is on its way, from the client and from the broker. */
    private final BitSet publishing = new BitSet();

    private final BitSet delivering = new BitSet();

    private boolean open;
    private Side closes;
    private boolean agreed;
    private boolean dismissed;

    Watch(SafeObserver observer, Advice advice) {
        this.observer = observer;
        this.advice = advice;
    }

    // --- what the client says

    /** Whether it is the answer to the {@code connection.close} of the relay; it is taken in any case. */
    boolean client(ClientEvent event) {
        int channel = AmqpChannel.of(event);
        if (channel > 0) {
            ofChannel(channel, event);
        } else if (event instanceof ClientEvent.ConnectionClose) {
            closes = Side.CLIENT;
        } else if (event instanceof ClientEvent.ConnectionCloseOk) {
            agreed = true;
            return dismissed;
        }
        return false;
    }

    private void ofChannel(int channel, ClientEvent event) {
        if (event instanceof ClientEvent.ChannelOpen) {
            channels.put(channel, new ChannelWatch());
        } else if (event instanceof ClientEvent.ChannelCloseOk) {
            forget(channel);
        } else {
            ChannelWatch watched = channels.get(channel);
            if (watched == null || watched.isClosing()) {
                return;
            }
            if (event instanceof ClientEvent.ChannelClose) {
                watched.closes();
            } else {
                watched.client(event);
            }
        }
    }

    private void forget(int channel) {
        channels.remove(channel);
        publishing.clear(channel);
        delivering.clear(channel);
    }

    void published(ClientEvent.BasicPublish message) {
        publishing.set(message.channel(), message.header().bodySize() > 0);
        ChannelWatch watched = channels.get(message.channel());
        if (watched != null && !watched.isClosing()) {
            watched.published();
        }
    }

    void publishedAll(int channel) {
        publishing.clear(channel);
    }

    // --- what the broker says

    void server(ServerEvent event) {
        int channel = AmqpChannel.of(event);
        if (channel > 0) {
            ofChannel(channel, event);
        } else if (event instanceof ServerEvent.ConnectionOpenOk) {
            open = true;
        } else if (event instanceof ServerEvent.ConnectionClose) {
            closes = Side.SERVER;
        } else if (event instanceof ServerEvent.ConnectionCloseOk) {
            agreed = true;
        }
    }

    private void ofChannel(int channel, ServerEvent event) {
        if (event instanceof ServerEvent.ChannelCloseOk) {
            forget(channel);
            return;
        }
        ChannelWatch watched = channels.get(channel);
        if (watched == null || watched.isClosing()) {
            return;
        }
        if (event instanceof ServerEvent.ChannelClose) {
            watched.closes();
        } else {
            watched.server(event);
        }
    }

    /** The broker sends a message whose body follows. */
    void delivers(int channel) {
        delivering.set(channel);
    }

    void deliveredAll(int channel) {
        delivering.clear(channel);
    }

    // --- what follows

    /** A decoder has lost track. */
    void lost(LostReason why, Protocol protocol) {
        if (why != LostReason.OTHER_PROTOCOL) {
            advice.about(Topic.LOST);
            observer.blind(Blind.LOST);
        } else if (protocol == Protocol.TLS) {
            advice.about(Topic.ENCRYPTED);
            observer.blind(Blind.ENCRYPTED);
        } else {
            advice.about(Topic.OTHER_PROTOCOL);
            observer.blind(Blind.OTHER_PROTOCOL);
        }
    }

    /** A decoder, or what it told, has failed. */
    void failed(Throwable why) {
        advice.about(Topic.FAILED);
        observer.failed(why);
    }

    /** Whether the relay may say something of its own to the client: both sides have agreed on how they speak. */
    boolean mayClose() {
        return open && closes == null && !dismissed && !observer.isBlind();
    }

    /** Whether nothing is unconfirmed, unacknowledged, uncommitted or on its way. */
    boolean isIdle() {
        if (!mayClose() || !publishing.isEmpty() || !delivering.isEmpty()) {
            return false;
        }
        for (ChannelWatch watched : channels.values()) {
            if (!watched.isIdle()) {
                return false;
            }
        }
        return true;
    }

    /** The relay has told the client that it closes the connection. */
    void dismissed() {
        dismissed = true;
    }

    boolean isDismissed() {
        return dismissed;
    }

    /** The client has agreed to that. */
    boolean isAgreed() {
        return agreed;
    }

    /** The connection is over. */
    void ended(Side by) {
        Side announced = dismissed ? Side.RELAY : closes;
        observer.ended(new ConnectionEnd(announced == null ? by : announced, agreed));
    }
}
