package dev.loupe.relay.http;

import dev.loupe.relay.net.ClientLimit;
import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sweeper;
import io.netty.channel.Channel;
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
