package dev.loupe.relay.postgres.protocol;

import io.netty.buffer.ByteBuf;

/** Reads one message's content as it comes, and keeps of it what the limits allow. */
interface BodyReader<E> {
    /** More of the content, never more than there is of it. */
    void take(ByteBuf in, int from, int to);

    /** The content was whole: what it says, or null if its parts do not fit it. */
    E finish();
}
