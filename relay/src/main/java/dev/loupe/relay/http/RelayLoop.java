package dev.loupe.relay.http;

import io.netty.channel.WriteBufferWaterMark;

/**
 * What all connections of one event loop share.
 *
 * @param settings of the relay
 * @param path who observes
 * @param pool connections to the upstream
 * @param sweeper what can time out
 * @param memory what is held for sides that do not take it
 * @param clients of all event loops
 */
record RelayLoop(
        HttpRelaySettings settings,
        SafePath path,
        UpstreamPool pool,
        Sweeper sweeper,
        LoopMemory memory,
        ClientLimit clients) {
    /** Above the upper mark the other side is not read; below the lower one it is again. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 192 * 1024);

    String scheme() {
        return settings.listen().tls().isPresent() ? "https" : "http";
    }

    String authority() {
        return settings.upstream().host() + ":" + settings.upstream().port();
    }

    long now() {
        return sweeper.now();
    }
}
