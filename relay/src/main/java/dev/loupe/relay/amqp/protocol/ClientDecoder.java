package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/** Decodes what a client says, from the connection's first byte. Not thread-safe: one connection, one thread. */
public final class ClientDecoder extends FrameDecoder<ClientEvent> {
    private static final ClientEvent HEARTBEAT = new ClientEvent.Heartbeat();

    private final ClientMethods methods = new ClientMethods();
    private final FrameLimit limit = new FrameLimit();

    /** At the start of a connection. */
    public ClientDecoder(DecoderSettings settings) {
        super(settings);
    }

    /** Bytes of the largest frame that both sides agreed on, as far as it is known; {@link Integer#MAX_VALUE} for no limit. */
    public int frameMax() {
        return limit.frameMax();
    }

    @Override
    int opening(ByteBuf in, int at, int to, Frames<? super ClientEvent> frames) {
        Protocol protocol = ProtocolReader.protocol(in, at, to);
        if (protocol == null) {
            return at;
        }
        boolean amqp = in.getByte(at) == 'A' && protocol != Protocol.UNKNOWN;
        int end = amqp ? at + ProtocolReader.AMQP_HEADER : at;
        frames.method(new ClientEvent.ProtocolHeader(protocol), at, end);
        if (protocol == Protocol.AMQP_0_9_1) {
            opened();
            return end;
        }
        return lose(LostReason.OTHER_PROTOCOL, end, frames);
    }

    @Override
    long largest(boolean bodyFrame) {
        return limit.largest();
    }

    @Override
    boolean comes(int method) {
        return !ServerMethods.isOnlyOfServers(method);
    }

    @Override
    boolean hasContent(int method) {
        return method == Methods.BASIC_PUBLISH;
    }

    @Override
    ClientEvent decode(int method, int channel, Arguments arguments) {
        ClientEvent event = methods.decode(method, channel, arguments);
        if (event instanceof ClientEvent.TuneOk tuneOk) {
            limit.agreed(tuneOk.frameMax());
        }
        return event;
    }

    @Override
    void readArguments(Content content, Arguments arguments) {
        methods.publish(content, arguments);
    }

    @Override
    ClientEvent content(Content content, ContentHeader header) {
        return new ClientEvent.BasicPublish(
                content.channel(),
                content.exchange,
                content.routingKey,
                (content.bits & ClientMethods.MANDATORY) != 0,
                (content.bits & ClientMethods.IMMEDIATE) != 0,
                header);
    }

    @Override
    ClientEvent heartbeat() {
        return HEARTBEAT;
    }

    @Override
    ClientEvent lost(LostReason why) {
        return new ClientEvent.Lost(why);
    }
}
