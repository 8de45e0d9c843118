package dev.loupe.relay.amqp;

import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.Optional;

/**
 * How an AMQP relay listens, connects and limits itself.
 *
 * @param listen towards clients
 * @param upstream towards the broker
 * @param memory bytes of traffic, over all event loops, above which slow sides are given as little as possible
 */
public record AmqpRelaySettings(Listen listen, Upstream upstream, long memory) {
    private static final long DEFAULT_MEMORY = 64L * 1024 * 1024;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Checks ranges. */
    public AmqpRelaySettings {
        InvalidSetting.unlessWithin("memory", memory, 1024 * 1024, Long.MAX_VALUE);
    }

    /** With 64 MiB of memory. */
    public AmqpRelaySettings(Listen listen, Upstream upstream) {
        this(listen, upstream, DEFAULT_MEMORY);
    }

    /**
     * The clients' side.
     *
     * @param host address to bind
     * @param port port to bind; 0 for any free one
     * @param tls what TLS ends with; if it is there, clients have to speak TLS, as on a broker's port for it. Without it, what
     *     clients encrypt passes as it is, and nothing of it is observed
     * @param maxConnections over all event loops; more are closed
     * @param startTimeout how long a client may take to say its first word, TLS included
     */
    public record Listen(String host, int port, Optional<ListenTls> tls, int maxConnections, Duration startTimeout) {
        /** Checks ranges. */
        public Listen {
            InvalidSetting.unlessWithin("port", port, 0, 65_535);
            InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
            InvalidSetting.unlessWithin("startTimeout", startTimeout, SHORTEST, LONGEST);
        }

        /** Without TLS, 1,000 connections, 15 s to start. */
        public Listen(String host, int port) {
            this(host, port, Optional.empty(), 1_000, Duration.ofSeconds(15));
        }
    }

    /**
     * The broker's side.
     *
     * @param host name or address
     * @param tls whether and how TLS begins at the relay
     * @param connectTimeout for one address, and as long again for TLS
     */
    public record Upstream(String host, int port, UpstreamTls tls, Duration connectTimeout) {
        /** Checks ranges. */
        public Upstream {
            InvalidSetting.unlessWithin("port", port, 1, 65_535);
            InvalidSetting.unlessWithin("connectTimeout", connectTimeout, SHORTEST, LONGEST);
        }

        /** Without TLS, 5 s to connect. */
        public Upstream(String host, int port) {
            this(host, port, UpstreamTls.off(), Duration.ofSeconds(5));
        }
    }
}
