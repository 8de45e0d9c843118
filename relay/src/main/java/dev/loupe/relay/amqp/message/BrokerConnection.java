package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.ConnectionObserver;
import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;

/** Observes one connection, from its beginning to its end. */
final class BrokerConnection implements ConnectionObserver {
    private final Broker broker;
    private final Link link;
    private final IntObjectHashMap<Channel> channels = new IntObjectHashMap<>(2);
    private Channel lastUsed;
    private int lastNumber = -1;
    private boolean agreedToClose;
    private boolean clientCloses;
    private boolean blind;

    BrokerConnection(Broker broker) {
        this.broker = broker;
        link = new Link(broker);
        broker.metrics().connections(1);
    }

    /** Null if it is not open. */
    private Channel channel(int number) {
        if (number != lastNumber) {
            lastUsed = channels.get(number);
            lastNumber = number;
        }
        return lastUsed;
    }

    private void opens(int number) {
        Channel before = channels.put(number, new Channel(link));
        lastNumber = -1;
        if (before == null) {
            broker.metrics().channels(1);
        } else {
            before.closedByClient(broker.now());
        }
    }

    private void forgets(int number) {
        lastNumber = -1;
        if (channels.remove(number) != null) {
            broker.metrics().channels(-1);
        }
    }

    @Override
    public void client(ClientEvent event) {
        if (event instanceof ClientEvent.Heartbeat) {
            return;
        }
        if (event instanceof ClientEvent.ChannelOpen open) {
            opens(open.channel());
        } else if (event instanceof ClientEvent.ChannelCloseOk close) {
            forgets(close.channel());
        } else if (event instanceof ClientEvent.ConnectionClose) {
            clientCloses = true;
        } else {
            Channel channel = channel(Numbers.of(event));
            if (channel != null) {
                channel.client(event, broker.now());
            }
        }
    }

    @Override
    public MessageEdit publishes(ClientEvent.BasicPublish message, ByteBuf body, int room, boolean mayRaise) {
        Channel channel = channel(message.channel());
        return channel == null ? MessageEdit.NONE : channel.publishing().publishes(message, body, room, mayRaise);
    }

    @Override
    public void publishBody(int number, ByteBuf part, boolean last) {
        Channel channel = channel(number);
        if (channel != null) {
            channel.publishing().body(part, last);
        }
    }

    @Override
    public void server(ServerEvent event) {
        if (event instanceof ServerEvent.Heartbeat) {
            return;
        }
        long now = broker.now();
        if (event instanceof ServerEvent.ChannelClose close) {
            Channel channel = channel(close.channel());
            if (channel != null) {
                channel.closedByBroker(close.replyCode(), now);
            }
        } else if (event instanceof ServerEvent.ChannelCloseOk close) {
            closed(close.channel(), now);
        } else if (event instanceof ServerEvent.ConnectionCloseOk) {
            agreedToClose = clientCloses;
        } else if (event instanceof ServerEvent.ConnectionBlocked) {
            broker.metrics().blocked();
            link.blocking().begins(now);
        } else if (event instanceof ServerEvent.ConnectionUnblocked) {
            broker.metrics().wasBlocked(link.blocking().ends(now));
        } else {
            Channel channel = channel(Numbers.of(event));
            if (channel != null) {
                channel.server(event, now);
            }
        }
    }

    private void closed(int number, long now) {
        Channel channel = channel(number);
        if (channel != null) {
            channel.closedByClient(now);
            forgets(number);
        }
    }

    @Override
    public void deliveryBody(int number, ByteBuf part, boolean last) {
        Channel channel = channel(number);
        if (channel != null) {
            channel.consuming().body(part, last);
        }
    }

    @Override
    public boolean swallows(ServerEvent.BasicReturn message) {
        Channel channel = channel(message.channel());
        return channel != null && channel.publishing().swallows(message, broker.now());
    }

    @Override
    public void clientStalls(boolean stalls) {
        // How long a client takes to read shows in its deliveries.
    }

    @Override
    public void serverStalls(boolean stalls) {
        link.stalls(stalls);
    }

    @Override
    public void blind(Blind why) {
        broker.metrics().blind(why);
        blind = true;
        over(Outcome.FORGOTTEN, Outcome.FORGOTTEN, Settlement.FORGOTTEN, true);
    }

    @Override
    public void ended(ConnectionEnd end) {
        if (!blind) {
            // Only what the client has asked last, and the broker has answered, shows that everything was read.
            boolean read = agreedToClose;
            over(
                    Outcome.CONNECTION_CLOSED,
                    read ? Outcome.SENT : Outcome.UNKNOWN,
                    Settlement.CHANNEL_CLOSED,
                    end.orderly());
        }
        broker.metrics().connections(-1);
    }

    private void over(Outcome awaiting, Outcome sent, Settlement settlement, boolean orderly) {
        long now = broker.now();
        long blockedNanos = link.blocking().ends(now);
        if (blockedNanos > 0) {
            broker.metrics().wasBlocked(blockedNanos);
        }
        for (Channel channel : channels.values()) {
            channel.end(awaiting, sent, settlement, orderly, now);
        }
        broker.metrics().channels(-channels.size());
        channels.clear();
        lastNumber = -1;
    }
}
