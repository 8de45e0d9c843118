package dev.loupe.relay.http;

import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an HTTP relay listens, connects and limits itself.
 *
 * @param listen towards clients
 * @param upstream towards the server
 * @param memory bytes of traffic, over all event loops, above which slow sides are given as little as possible
 */
public record HttpRelaySettings(Listen listen, Upstream upstream, long memory) {
    private static final long DEFAULT_MEMORY = 64L * 1024 * 1024;

    /** Checks ranges. */
    public HttpRelaySettings {
        InvalidSetting.unlessWithin("memory", memory, 1024 * 1024, Long.MAX_VALUE);
    }

    /** With 64 MiB of memory. */
    public HttpRelaySettings(Listen listen, Upstream upstream) {
        this(listen, upstream, DEFAULT_MEMORY);
    }

    /**
     * The clients' side.
     *
     * @param host address to bind
     * @param port port to bind; 0 for any free one
     * @param tls certificate chain and key (PEM), reloaded when the files change; empty for plain HTTP
     * @param maxConnections over all event loops; more are answered 503
     * @param maxHeaderSize bytes of a head
     * @param maxTargetSize bytes of a request target
     * @param keepAlive how long a connection may be idle between two requests
     * @param headerTimeout how long a head may take
     * @param idleTimeout how long a client may be silent in the middle of a transfer, or not read
     * @param halfClose how long a client that has closed its sending side is still thought to wait for an answer that
     *     has not begun
     */
    public record Listen(
            String host,
            int port,
            Optional<KeyPair> tls,
            int maxConnections,
            int maxHeaderSize,
            int maxTargetSize,
            Duration keepAlive,
            Duration headerTimeout,
            Duration idleTimeout,
            Duration halfClose) {
        /** Checks ranges. */
        public Listen {
            InvalidSetting.unlessWithin("port", port, 0, 65_535);
            InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
            InvalidSetting.unlessWithin("maxHeaderSize", maxHeaderSize, 1_024, 1_048_576);
            InvalidSetting.unlessWithin("maxTargetSize", maxTargetSize, 256, maxHeaderSize);
        }
    }

    /**
     * The server's side.
     *
     * @param host name or address; a name with several addresses is spread over all of them
     * @param port its port
     * @param tls how to speak TLS to it; empty for plain HTTP
     * @param connectTimeout for one address, and as long again for the TLS handshake with it
     * @param responseTimeout from the end of the request to the response's head
     * @param idleTimeout how long the upstream may be silent in the middle of a response
     * @param keepAlive how long an idle connection is kept
     * @param maxConnections over all event loops
     * @param maxWaiting requests that may wait for a connection, over all event loops
     * @param resolveInterval how often the name is looked up again
     */
    public record Upstream(
            String host,
            int port,
            Optional<UpstreamTls> tls,
            Duration connectTimeout,
            Duration responseTimeout,
            Duration idleTimeout,
            Duration keepAlive,
            int maxConnections,
            int maxWaiting,
            Duration resolveInterval) {
        /** Checks ranges. */
        public Upstream {
            InvalidSetting.unlessWithin("port", port, 1, 65_535);
            InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
            InvalidSetting.unlessWithin("maxWaiting", maxWaiting, 0, 1_000_000);
        }
    }

    /** A PEM certificate chain and its private key. */
    public record KeyPair(Path certificate, Path key) {}

    /**
     * TLS towards the upstream.
     *
     * @param trust PEM file of trusted authorities; empty for the JDK's
     * @param client certificate that we show; empty for none
     * @param verifyHost whether the certificate must name the host
     * @param serverName name for SNI and verification; empty for the host
     */
    public record UpstreamTls(
            Optional<Path> trust, Optional<KeyPair> client, boolean verifyHost, Optional<String> serverName) {}
}
