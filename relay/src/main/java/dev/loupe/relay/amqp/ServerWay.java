package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.ContentHeader;
import dev.loupe.relay.amqp.protocol.Protocol;
import dev.loupe.relay.amqp.protocol.ServerDecoder;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent.BasicReturn;
import dev.loupe.relay.net.pair.Leg;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.BitSet;

/** What a broker says: observed, and returns left out that the client did not ask for. */
final class ServerWay extends Way<ServerEvent> {
    private final SafeObserver observer;
    private final Watch watch;
    private final ServerDecoder decoder;
    private final boolean readsBodies;

    /** Channels on which the body of a return comes, which nobody is told. */
    private final BitSet returning = new BitSet();
    /** Those of them whose return is left out. */
    private final BitSet swallowing = new BitSet();

    ServerWay(Leg client, RelayLoop loop, SafeObserver observer, Watch watch) {
        super(client, loop);
        this.observer = observer;
        this.watch = watch;
        this.decoder = new ServerDecoder(loop.path().decoding());
        this.readsBodies = loop.path().readsBodies();
    }

    @Override
    int decode(ByteBuf bytes) {
        return decoder.feed(bytes, this);
    }

    @Override
    void failed(Throwable why) {
        swallowing.clear();
        watch.failed(why);
    }

    /** Whether the rest of a return is to be left out yet: without its beginning, the client would not understand it. */
    boolean isSwallowing() {
        return !swallowing.isEmpty();
    }

    @Override
    public void method(ServerEvent event, int from, int to) {
        if (event instanceof ServerEvent.Lost lost) {
            swallowing.clear();
            if (!observer.isBlind()) {
                observer.server(lost);
                watch.lost(lost.why(), Protocol.AMQP_0_9_1);
            }
            return;
        }
        if (event instanceof ServerEvent.ChannelClose || event instanceof ServerEvent.ChannelCloseOk) {
            channelEnds(event);
        }
        if (!(event instanceof ServerEvent.ProtocolHeader)) {
            frame(from, to);
        }
        if (!observer.isBlind()) {
            observer.server(event);
            watch.server(event);
        }
    }

    /** What was under way on it never comes. */
    private void channelEnds(ServerEvent event) {
        int channel = event instanceof ServerEvent.ChannelClose close
                ? close.channel()
                : ((ServerEvent.ChannelCloseOk) event).channel();
        returning.clear(channel);
        swallowing.clear(channel);
    }

    @Override
    public void content(ServerEvent event, int methodFrom, int headerFrom, int to) {
        frame(headerFrom, to);
        if (observer.isBlind()) {
            return;
        }
        if (event instanceof BasicReturn message) {
            returned(message, methodFrom, to);
        } else {
            observer.server(event);
            watch.server(event);
            if (event instanceof ServerEvent.BasicDeliver message) {
                delivers(message.channel(), message.header());
            } else if (event instanceof ServerEvent.BasicGetOk message) {
                delivers(message.channel(), message.header());
            }
        }
    }

    /** One whose method has been passed on already, since other channels spoke in between, cannot be left out. */
    private void returned(BasicReturn message, int methodFrom, int to) {
        boolean hasBody = message.header().bodySize() > 0;
        if (hasBody) {
            watch.delivers(message.channel());
        }
        returning.set(message.channel(), hasBody);
        if (methodFrom < 0) {
            observer.server(message);
        } else if (observer.swallows(message)) {
            outlet().leaveOut(methodFrom, to);
            swallowing.set(message.channel(), hasBody);
        }
    }

    private void delivers(int channel, ContentHeader header) {
        if (header.bodySize() > 0) {
            watch.delivers(channel);
        } else if (readsBodies) {
            observer.deliveryBody(channel, Unpooled.EMPTY_BUFFER, true);
        }
    }

    @Override
    public void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last) {
        bodyPart(to, payloadTo);
        if (swallowing.get(channel)) {
            outlet().leaveOut(from, to);
            swallowing.set(channel, !last);
        } else if (readsBodies && !returning.get(channel) && !observer.isBlind()) {
            observer.deliveryBody(channel, in().slice(payloadFrom, payloadTo - payloadFrom), last);
        }
        if (last) {
            watch.deliveredAll(channel);
            returning.clear(channel);
        }
    }
}
