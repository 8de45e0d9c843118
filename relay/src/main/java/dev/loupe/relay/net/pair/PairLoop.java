package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.tls.TlsContexts;

/**
 * What all connections of one event loop share.
 *
 * @param servers opens connections to the server
 * @param tls what TLS begins and ends with now
 * @param sweeper what can time out
 * @param memory what is held for sides that do not take it
 */
public record PairLoop(ServerConnector servers, TlsContexts tls, Sweeper sweeper, LoopMemory memory) {}
