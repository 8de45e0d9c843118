package dev.loupe.relay.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all connections of one event loop share.
 *
 * @param settings of the relay
 * @param path who observes
 * @param pool connections to the upstream
 * @param sweeper what can time out
 * @param connections client connections of all event loops
 */
record RelayLoop(
        HttpRelaySettings settings, HttpPath path, UpstreamPool pool, Sweeper sweeper, AtomicInteger connections) {
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
