package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;

/** Cuts what a client says into frames. Not thread-safe: one connection, one thread. */
public final class ClientDecoder {
    /** At the start of a connection. */
    public ClientDecoder(DecoderSettings settings) {}

    /**
     * Decodes what came, as far as it is whole: a method or content header whose frame is incomplete is left, and has to be
     * fed again with what follows. Bodies are taken in whatever parts they come. After {@link ClientEvent.Lost} everything is
     * taken, and nothing told.
     *
     * @param in its readable bytes are read by absolute index; its indexes stay as they are
     * @return how many bytes were taken, from the reader index on
     */
    public int feed(ByteBuf in, Frames<? super ClientEvent> frames) {
        return in.readableBytes();
    }

    /** Bytes of the largest frame that both sides agreed on, as far as it is known; {@link Integer#MAX_VALUE} for no limit. */
    public int frameMax() {
        return Integer.MAX_VALUE;
    }
}
