package dev.loupe.relay.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.util.concurrent.ThreadLocalRandom;

/** How the channels of all relays are set. */
public final class Sockets {
    /** Above the upper mark the other side is not read; below the lower one it is again. */
    public static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /**
     * Netty's default allocator does not keep buffers of a large read: it asks the system for each, which then has to be
     * zeroed and mapped anew, and that costs a 16 MB body half as much again as the reading and writing of it.
     */
    public static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private Sockets() {}

    /**
     * The port to give to Vert.x so that listeners of several event loops share it.
     *
     * @param wanted 0 for a free one: to Vert.x, listeners with the same negative port share one free port
     */
    public static int sharedPort(int wanted) {
        return wanted > 0 ? wanted : -ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    /** Buffers from the pool, reads as large as the memory allows, and the water marks. */
    public static void prepare(Channel channel, LoopMemory memory) {
        channel.config()
                .setAllocator(ALLOCATOR)
                .setRecvByteBufAllocator(new ReadSizes(memory))
                .setWriteBufferWaterMark(WATER_MARK);
    }
}
