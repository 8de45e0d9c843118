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
 * @param hold how long a request's head may wait for what its body says ({@link ExchangeObserver#holdsHead})
 * @param tunnelIdle how long neither side of a tunnel may say anything
 * @param http2 how HTTP/2 is spoken with clients; empty if only HTTP/1.1 is
 */
public record HttpRelaySettings(
        Listen listen, Upstream upstream, long memory, Duration hold, Duration tunnelIdle, Optional<Http2> http2) {
    private static final long DEFAULT_MEMORY = 64L * 1024 * 1024;
    private static final Duration DEFAULT_HOLD = Duration.ofMillis(100);
    private static final Duration DEFAULT_TUNNEL_IDLE = Duration.ofHours(1);

    /** Checks ranges. */
    public HttpRelaySettings {
        InvalidSetting.unlessWithin("memory", memory, 1024 * 1024, Long.MAX_VALUE);
        InvalidSetting.unlessWithin("hold", hold, Duration.ZERO, Duration.ofMinutes(1));
        if (http2.isPresent() && upstream.destination() instanceof Destination.Forward) {
            throw new InvalidSetting("http2", "left out for a forward proxy, which is spoken to in HTTP/1.1");
        }
        InvalidSetting.unlessWithin("tunnelIdle", tunnelIdle, Duration.ofMillis(1), Duration.ofDays(365));
    }

    /** Heads wait 100 ms at most, tunnels are silent for an hour at most, HTTP/2 is not spoken with clients. */
    public HttpRelaySettings(Listen listen, Upstream upstream, long memory) {
        this(listen, upstream, memory, DEFAULT_HOLD, DEFAULT_TUNNEL_IDLE, Optional.empty());
    }

    /** With 64 MiB of memory. */
    public HttpRelaySettings(Listen listen, Upstream upstream) {
        this(listen, upstream, DEFAULT_MEMORY);
    }

    /** The same with another {@link #hold}. */
    public HttpRelaySettings withHold(Duration changed) {
        return new HttpRelaySettings(listen, upstream, memory, changed, tunnelIdle, http2);
    }

    /** The same with another {@link #tunnelIdle}. */
    public HttpRelaySettings withTunnelIdle(Duration changed) {
        return new HttpRelaySettings(listen, upstream, memory, hold, changed, http2);
    }

    /** The same with HTTP/2 for clients that speak it. */
    public HttpRelaySettings withHttp2(Http2 spoken) {
        return new HttpRelaySettings(listen, upstream, memory, hold, tunnelIdle, Optional.of(spoken));
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
     * The server's side, or that of each server if the client says which.
     *
     * @param destination where requests go
     * @param connectTimeout for one address, and as long again for the TLS handshake with it
     * @param responseTimeout from the end of the request to the response's head; 0 for no limit, as for long polls
     * @param idleTimeout how long the upstream may be silent in the middle of a response; 0 for no limit, as for
     *     server-sent events
     * @param keepAlive how long an idle connection is kept
     * @param maxConnections over all event loops
     * @param maxWaiting requests that may wait for a connection, over all event loops
     * @param resolveInterval how often the name is looked up again
     */
    public record Upstream(
            Destination destination,
            Duration connectTimeout,
            Duration responseTimeout,
            Duration idleTimeout,
            Duration keepAlive,
            int maxConnections,
            int maxWaiting,
            Duration resolveInterval) {
        /** Checks ranges. */
        public Upstream {
            InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
            InvalidSetting.unlessWithin("maxWaiting", maxWaiting, 0, 1_000_000);
        }

        /** One server, spoken to in HTTP/1.1. */
        public Upstream(
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
            this(
                    new Destination.Fixed(host, port, tls, Protocol.HTTP1),
                    connectTimeout,
                    responseTimeout,
                    idleTimeout,
                    keepAlive,
                    maxConnections,
                    maxWaiting,
                    resolveInterval);
        }

        /** The same for another destination. */
        public Upstream to(Destination changed) {
            return new Upstream(
                    changed,
                    connectTimeout,
                    responseTimeout,
                    idleTimeout,
                    keepAlive,
                    maxConnections,
                    maxWaiting,
                    resolveInterval);
        }
    }

    /** Which version of HTTP an upstream is spoken to in. */
    public enum Protocol {
        /** Over TLS what it chooses (ALPN), else HTTP/1.1. */
        AUTO,
        /** HTTP/1.1 always. */
        HTTP1,
        /** HTTP/2 always: over TLS by ALPN, else with prior knowledge. */
        HTTP2
    }

    /**
     * HTTP/2 with clients, over TLS by ALPN, else with prior knowledge.
     *
     * @param maxStreams requests that one connection may have in flight
     */
    public record Http2(int maxStreams) {
        private static final int DEFAULT_STREAMS = 128;

        /** Checks ranges. */
        public Http2 {
            InvalidSetting.unlessWithin("maxStreams", maxStreams, 1, 10_000);
        }

        /** 128 requests at once. */
        public Http2() {
            this(DEFAULT_STREAMS);
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
