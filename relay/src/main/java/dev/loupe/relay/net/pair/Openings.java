package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.ClientLimit.Admission;
import io.netty.channel.ChannelHandler;

/** How a protocol's connections begin, on one event loop. */
public interface Openings {
    /**
     * What a new connection says comes to that first, the last handler before Vert.x's own.
     *
     * @param unix whether it came over a Unix socket
     */
    ChannelHandler opening(Admission admission, boolean unix);
}
