package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/** Decodes what a broker says, from the connection's first byte. Not thread-safe: one connection, one thread. */
public final class ServerDecoder extends FrameDecoder<ServerEvent> {
    private static final ServerEvent HEARTBEAT = new ServerEvent.Heartbeat();

    /**
     * RabbitMQ splits bodies only: the headers of a message that came over a connection with larger frames, or that died and
     * has a longer {@code x-death} now, may pass the agreed size.
     */
    private static final int HEADERS_MAY_PASS_BY = 1 << 20;

    private final ServerMethods methods = new ServerMethods();
    private final FrameLimit limit = new FrameLimit();

    /** At the start of a connection. */
    public ServerDecoder(DecoderSettings settings) {
        super(settings);
    }

    /** A frame of {@code connection.start}, or the header of the protocol that the broker would have liked better. */
    @Override
    int opening(ByteBuf in, int at, int to, Frames<? super ServerEvent> frames) {
        if (in.getByte(at) == 1) {
            opened();
            return at;
        }
        Protocol protocol = in.getByte(at) == 'A' ? ProtocolReader.protocol(in, at, to) : Protocol.UNKNOWN;
        if (protocol == null) {
            return at;
        }
        if (protocol == Protocol.UNKNOWN) {
            return lose(LostReason.OTHER_PROTOCOL, at, frames);
        }
        int end = at + ProtocolReader.AMQP_HEADER;
        frames.method(new ServerEvent.ProtocolHeader(protocol), at, end);
        return protocol == Protocol.AMQP_0_9_1 ? end : lose(LostReason.OTHER_PROTOCOL, end, frames);
    }

    @Override
    long largest(boolean bodyFrame) {
        return bodyFrame ? limit.largest() : limit.largest() + (long) HEADERS_MAY_PASS_BY;
    }

    @Override
    boolean comes(int method) {
        return !ClientMethods.isOnlyOfClients(method);
    }

    @Override
    boolean hasContent(int method) {
        return method == Methods.BASIC_DELIVER || method == Methods.BASIC_RETURN || method == Methods.BASIC_GET_OK;
    }

    @Override
    ServerEvent decode(int method, int channel, Arguments arguments) {
        ServerEvent event = methods.decode(method, channel, arguments);
        if (event instanceof ServerEvent.Tune tune) {
            limit.agreed(tune.frameMax());
        }
        return event;
    }

    @Override
    void readArguments(Content content, Arguments arguments) {
        methods.readArguments(content, arguments);
    }

    @Override
    ServerEvent content(Content content, ContentHeader header) {
        return ServerMethods.content(content, header);
    }

    @Override
    ServerEvent heartbeat() {
        return HEARTBEAT;
    }

    @Override
    ServerEvent lost(LostReason why) {
        return new ServerEvent.Lost(why);
    }
}
