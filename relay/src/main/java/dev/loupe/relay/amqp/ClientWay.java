package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.ClientDecoder;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ClientEvent.BasicPublish;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.MessageEditor;
import dev.loupe.relay.amqp.protocol.MessageProperties;
import dev.loupe.relay.amqp.protocol.Protocol;
import dev.loupe.relay.net.pair.Leg;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What a client says: observed, and changed where the observer wants a message to be. */
final class ClientWay extends Way<ClientEvent> {
    private static final int BODY = 3;
    private static final int BODY_HEADER = 7;
    private static final int SIZE_AT = 3;

    private final SafeObserver observer;
    private final Watch watch;
    private final ClientDecoder decoder;
    private final int maxFrame;
    private final boolean readsBodies;

    private Protocol protocol = Protocol.UNKNOWN;

    ClientWay(Leg server, RelayLoop loop, SafeObserver observer, Watch watch) {
        super(server, loop);
        this.observer = observer;
        this.watch = watch;
        this.decoder = new ClientDecoder(loop.path().decoding());
        this.maxFrame = loop.path().decoding().maxFrame();
        this.readsBodies = loop.path().readsBodies();
    }

    @Override
    int decode(ByteBuf bytes) {
        return decoder.feed(bytes, this);
    }

    @Override
    void failed(Throwable why) {
        watch.failed(why);
    }

    @Override
    public void method(ClientEvent event, int from, int to) {
        if (observer.isBlind()) {
            return;
        }
        if (event instanceof ClientEvent.ProtocolHeader header) {
            protocol = header.protocol();
        } else if (event instanceof ClientEvent.Lost lost) {
            observer.client(lost);
            watch.lost(lost.why(), protocol);
            return;
        } else {
            frame(from, to);
        }
        observer.client(event);
        if (watch.client(event)) {
            outlet().replace(from, to, CloseFrame.bytes(to().allocator()));
        }
    }

    @Override
    public void content(ClientEvent event, int methodFrom, int headerFrom, int to) {
        frame(headerFrom, to);
        if (!observer.isBlind() && event instanceof BasicPublish message) {
            watch.published(message);
            publishes(message, methodFrom, headerFrom, to);
        }
    }

    private void publishes(BasicPublish message, int methodFrom, int headerFrom, int to) {
        int length = to - headerFrom;
        int room = message.header().whole() ? Math.min(decoder.frameMax(), maxFrame) - length : -1;
        boolean empty = message.header().bodySize() == 0;
        ByteBuf body = !readsBodies ? null : empty ? Unpooled.EMPTY_BUFFER : atHand(message.channel(), to);
        MessageEdit edit = observer.publishes(message, body, room, methodFrom >= 0);
        if (!edit.equals(MessageEdit.NONE)) {
            change(message, edit, room, methodFrom, headerFrom, to);
        }
        if (readsBodies && empty) {
            observer.publishBody(message.channel(), Unpooled.EMPTY_BUFFER, true);
        }
    }

    /** What has come of the frame that begins there, if it is of that message's body. */
    private ByteBuf atHand(int channel, int from) {
        ByteBuf in = in();
        int there = in.writerIndex() - from - BODY_HEADER;
        boolean follows = there > 0 && in.getByte(from) == BODY && in.getUnsignedShort(from + 1) == channel;
        return follows
                ? in.slice(from + BODY_HEADER, Math.min(there, in.getInt(from + SIZE_AT)))
                : Unpooled.EMPTY_BUFFER;
    }

    /** All of it, or nothing: a message whose header cannot carry what it is to be known by is not made mandatory. */
    private void change(BasicPublish message, MessageEdit edit, int room, int methodFrom, int headerFrom, int to) {
        MessageProperties properties = message.header().properties();
        ByteBuf header = null;
        if (MessageEditor.changesHeader(edit, properties)) {
            header = MessageEditor.growth(edit, properties) > room
                    ? null
                    : MessageEditor.header(in(), headerFrom, to, edit, to().allocator());
            if (header == null) {
                return;
            }
        }
        // In place, so before what stands before the header is copied.
        if (edit.mandatory() && methodFrom >= 0) {
            MessageEditor.raiseMandatory(in(), methodFrom);
        }
        if (header != null) {
            outlet().replace(headerFrom, to, header);
        }
    }

    @Override
    public void body(int channel, int from, int to, int payloadFrom, int payloadTo, boolean last) {
        bodyPart(to, payloadTo);
        if (last) {
            watch.publishedAll(channel);
        }
        if (readsBodies && !observer.isBlind()) {
            observer.publishBody(channel, in().slice(payloadFrom, payloadTo - payloadFrom), last);
        }
    }
}
