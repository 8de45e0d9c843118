package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.ConnectionObserver;
import dev.loupe.relay.amqp.ConnectionObserver.ConnectionEnd;
import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** One connection, of which channel 1 is spoken on. Each call of client or server comes a millisecond after the one before. */
final class Talk {
    static final int ROOM = 4_096;

    private final Scene scene;
    private final ConnectionObserver observer;
    int channel = 1;
    int room = ROOM;
    /** How much of a body is at hand when its message comes. */
    int atHand = 65_536;

    Talk(Scene scene, ConnectionObserver observer) {
        this.scene = scene;
        this.observer = observer;
    }

    ConnectionObserver observer() {
        return observer;
    }

    Talk waits(long millis) {
        scene.waits(millis);
        return this;
    }

    Talk client(ClientEvent... events) {
        scene.waits(1);
        for (ClientEvent event : events) {
            observer.client(event);
        }
        return this;
    }

    Talk server(ServerEvent... events) {
        scene.waits(1);
        for (ServerEvent event : events) {
            observer.server(event);
        }
        return this;
    }

    Talk opens(int number) {
        channel = number;
        return client(new ClientEvent.ChannelOpen(number)).server(new ServerEvent.ChannelOpenOk(number));
    }

    Talk on(int number) {
        channel = number;
        return this;
    }

    // --- publishing

    Talk confirms() {
        return client(new ClientEvent.ConfirmSelect(channel, false)).server(new ServerEvent.ConfirmSelectOk(channel));
    }

    Talk transacts() {
        return client(new ClientEvent.TxSelect(channel)).server(new ServerEvent.TxSelectOk(channel));
    }

    Talk commits() {
        return client(new ClientEvent.TxCommit(channel)).server(new ServerEvent.TxCommitOk(channel));
    }

    Talk rollsBack() {
        return client(new ClientEvent.TxRollback(channel)).server(new ServerEvent.TxRollbackOk(channel));
    }

    /**
     * The client publishes a message, whole.
     *
     * @return what is changed in it
     */
    MessageEdit publishes(Sent message) {
        scene.waits(1);
        int first = Math.min(atHand, message.body.length);
        ByteBuf peeked = Unpooled.wrappedBuffer(message.body, 0, first);
        MessageEdit edit = observer.publishes(
                new ClientEvent.BasicPublish(
                        channel, message.exchange, message.routingKey, message.mandatory, false, message.header()),
                peeked,
                room,
                true);
        for (int at = 0; at == 0 || at < message.body.length; at += 1_000) {
            int to = Math.min(at + 1_000, message.body.length);
            observer.publishBody(
                    channel,
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(message.body, at, to)),
                    to == message.body.length);
        }
        return edit;
    }

    Talk acks(long tag, boolean multiple) {
        return server(new ServerEvent.BasicAck(channel, tag, multiple));
    }

    Talk nacks(long tag, boolean multiple) {
        return server(new ServerEvent.BasicNack(channel, tag, multiple));
    }

    /** The broker returns what it was sent, as it was changed. */
    boolean returns(Sent message, MessageEdit edit) {
        scene.waits(1);
        Sent returned = Sent.to(message.exchange, message.routingKey);
        returned.traceparent = message.traceparent.isEmpty() ? edit.traceparent() : message.traceparent;
        returned.tracestate = edit.tracestate();
        returned.messageId = message.messageId.isEmpty() ? edit.messageId() : message.messageId;
        returned.body = message.body;
        return observer.swallows(
                new ServerEvent.BasicReturn(channel, 312, message.exchange, message.routingKey, returned.header()));
    }

    // --- consuming

    Talk consumes(String queue, String tag, boolean automatic) {
        return client(new ClientEvent.BasicConsume(channel, queue, tag, automatic, false))
                .server(new ServerEvent.BasicConsumeOk(channel, tag.isEmpty() ? "amq.ctag-1" : tag));
    }

    Talk delivers(String tag, long deliveryTag, Sent message) {
        return delivers(tag, deliveryTag, false, message);
    }

    Talk delivers(String tag, long deliveryTag, boolean redelivered, Sent message) {
        server(new ServerEvent.BasicDeliver(
                channel, tag, deliveryTag, redelivered, message.exchange, message.routingKey, message.header()));
        return body(message);
    }

    Talk body(Sent message) {
        for (int at = 0; at == 0 || at < message.body.length; at += 1_000) {
            int to = Math.min(at + 1_000, message.body.length);
            observer.deliveryBody(
                    channel,
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(message.body, at, to)),
                    to == message.body.length);
        }
        return this;
    }

    Talk gets(String queue, boolean automatic, long deliveryTag, Sent message) {
        client(new ClientEvent.BasicGet(channel, queue, automatic));
        server(new ServerEvent.BasicGetOk(
                channel, deliveryTag, false, message.exchange, message.routingKey, 0, message.header()));
        return body(message);
    }

    Talk acked(long tag, boolean multiple) {
        return client(new ClientEvent.BasicAck(channel, tag, multiple));
    }

    // --- the end

    Talk closesChannel() {
        return client(new ClientEvent.ChannelClose(channel, 200)).server(new ServerEvent.ChannelCloseOk(channel));
    }

    Talk channelFails(int code) {
        return server(new ServerEvent.ChannelClose(channel, code, 60, 40))
                .client(new ClientEvent.ChannelCloseOk(channel));
    }

    void closes() {
        client(new ClientEvent.ConnectionClose(200)).server(new ServerEvent.ConnectionCloseOk());
        ends(Side.CLIENT, true);
    }

    void ends(Side by, boolean orderly) {
        scene.waits(1);
        observer.ended(new ConnectionEnd(by, orderly));
    }
}
