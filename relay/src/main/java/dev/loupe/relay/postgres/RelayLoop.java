package dev.loupe.relay.postgres;

import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sweeper;

/**
 * What all connections of one event loop share.
 *
 * @param settings of the relay
 * @param path who observes
 * @param servers opens connections to the server
 * @param tls what TLS begins and ends with now
 * @param sweeper what can time out
 * @param memory what is held for sides that do not take it
 * @param advice what is to be said to whom it may concern, by all event loops
 */
record RelayLoop(
        PostgresRelaySettings settings,
        SafePath path,
        ServerConnector servers,
        TlsContexts tls,
        Sweeper sweeper,
        LoopMemory memory,
        Advice advice) {}
