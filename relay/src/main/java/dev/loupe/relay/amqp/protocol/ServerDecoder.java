package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/** Cuts what a broker says into frames. Not thread-safe: one connection, one thread. */
public final class ServerDecoder {
    /** At the start of a connection. */
    public ServerDecoder(DecoderSettings settings) {}

    /**
     * Decodes what came, as far as it is whole: a method or content header whose frame is incomplete is left, and has to be
     * fed again with what follows. Bodies are taken in whatever parts they come. After {@link ServerEvent.Lost} everything is
     * taken, and nothing told.
     *
     * @param in its readable bytes are read by absolute index; its indexes stay as they are
     * @return how many bytes were taken, from the reader index on
     */
    public int feed(ByteBuf in, Frames<? super ServerEvent> frames) {
        return in.readableBytes();
    }
}
