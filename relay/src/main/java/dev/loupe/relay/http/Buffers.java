package dev.loupe.relay.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;

/**
 * How much one connection may hold: a read of at most 128 KiB, and about twice that on its way out. Large reads make
 * large bodies cheap; small messages get small buffers, since the size follows what came before.
 */
final class Buffers {
    private static final int LEAST = 1024;
    private static final int FIRST = 4 * 1024;
    private static final int MOST = 128 * 1024;

    /** Above the upper mark the other side is not read; below the lower one it is again. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 192 * 1024);

    private Buffers() {}

    static RecvByteBufAllocator receive() {
        return new AdaptiveRecvByteBufAllocator(LEAST, FIRST, MOST).maxMessagesPerRead(1);
    }
}
