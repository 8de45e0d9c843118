package dev.loupe.relay.net.tls;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a relay's TLS ends and where it begins.
 *
 * @param listen what clients' TLS ends with; empty if it does not end here
 * @param listenPatience for a client's handshake
 * @param upstream whether and how TLS begins here
 * @param host of the server, which it is expected to be
 * @param upstreamPatience for the server's handshake
 * @param protocol how the protocol within is named in ALPN; empty for no ALPN
 */
public record TlsEnds(
        Optional<ListenTls> listen,
        Duration listenPatience,
        UpstreamTls upstream,
        String host,
        int port,
        Duration upstreamPatience,
        String protocol) {}
