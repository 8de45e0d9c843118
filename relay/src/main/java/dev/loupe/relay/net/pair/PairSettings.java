package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.tls.TlsEnds;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a relay of pairs listens, connects and limits itself.
 *
 * @param listening where clients are listened for
 * @param server where their connections go
 * @param ends where TLS ends and begins
 * @param maxConnections over all event loops
 * @param memory bytes of traffic, over all event loops, above which slow sides are given as little as possible
 */
public record PairSettings(
        Listening listening, ServerConnector.Server server, TlsEnds ends, int maxConnections, long memory) {
    /**
     * Where clients are listened for.
     *
     * @param host address to bind
     * @param port port to bind; 0 for any free one; empty for none
     * @param socket Unix socket to bind; empty for none
     */
    public record Listening(String host, OptionalInt port, Optional<Path> socket) {}
}
