package dev.loupe.relay.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What all connections of one event loop share.
 *
 * @param settings of the relay
 * @param path who observes
 * @param routing where requests go
 * @param sweeper what can time out
 * @param memory what is held for sides that do not take it
 * @param clients of all event loops
 */
record RelayLoop(
        HttpRelaySettings settings,
        SafePath path,
        Routing routing,
        Sweeper sweeper,
        LoopMemory memory,
        ClientLimit clients) {
    /** Above the upper mark the other side is not read; below the lower one it is again. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /**
     * Netty's default allocator does not keep buffers of a large read: it asks the system for each, which then has to be
     * zeroed and mapped anew, and that costs a 16 MB body half as much again as the reading and writing of it.
     */
    static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    String scheme() {
        return settings.listen().tls().isPresent() ? "https" : "http";
    }

    /** The client's side of a channel's exchanges. */
    HttpPath.Connection describe(Channel channel, String protocol) {
        InetAddress client = channel.remoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
        return new HttpPath.Connection(scheme(), client, protocol);
    }

    long now() {
        return sweeper.now();
    }
}
