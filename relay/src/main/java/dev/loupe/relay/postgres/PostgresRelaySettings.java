package dev.loupe.relay.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.net.tls.TlsMode;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a PostgreSQL relay listens, connects and limits itself.
 *
 * @param listen towards clients
 * @param upstream towards the server
 * @param applicationName is put behind {@code application_name} when a session starts, at most 63 printable ASCII
 *     characters; empty to change nothing
 * @param memory bytes of traffic, over all event loops, above which slow sides are given as little as possible
 */
public record PostgresRelaySettings(Listen listen, Upstream upstream, String applicationName, long memory) {
    private static final long DEFAULT_MEMORY = 64L * 1024 * 1024;
    private static final int LONGEST_NAME = 63;

    /** Checks ranges, and that the two sides fit each other. */
    public PostgresRelaySettings {
        InvalidSetting.unlessWithin("memory", memory, 1024 * 1024, Long.MAX_VALUE);
        boolean printable = applicationName.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!printable || applicationName.getBytes(US_ASCII).length > LONGEST_NAME) {
            throw new InvalidSetting("applicationName", "at most 63 printable ASCII characters");
        }
        if (listen.encryption() == Encryption.RELAY && upstream.tls().mode() != TlsMode.OFF) {
            throw new InvalidSetting("upstream.tls.mode", "off where listen.encryption is relay: refuse or terminate");
        }
    }

    /** With 64 MiB of memory. */
    public PostgresRelaySettings(Listen listen, Upstream upstream, String applicationName) {
        this(listen, upstream, applicationName, DEFAULT_MEMORY);
    }

    /**
     * The clients' side. At least one of port and socket is there.
     *
     * @param host address to bind
     * @param port port to bind; 0 for any free one; empty for none
     * @param socket Unix socket to bind, such as {@code /run/loupe/.s.PGSQL.5432}; empty for none
     * @param tls what TLS ends with, if it ends here; read again when the files change
     * @param encryption what becomes of a client's wish for encryption
     * @param maxConnections over all event loops; more are told {@code too_many_connections}
     * @param startTimeout how long a client may take to say what it wants, TLS included
     * @param idleTimeout how long a session may be idle outside a transaction, or where that cannot be known, how long
     *     neither side may say anything; 0 for no limit
     */
    public record Listen(
            String host,
            OptionalInt port,
            Optional<Path> socket,
            Optional<ListenTls> tls,
            Encryption encryption,
            int maxConnections,
            Duration startTimeout,
            Duration idleTimeout) {
        private static final Duration LONGEST = Duration.ofDays(365);

        /** Checks ranges. */
        public Listen {
            port.ifPresent(number -> InvalidSetting.unlessWithin("port", number, 0, 65_535));
            if (port.isEmpty() && socket.isEmpty()) {
                throw new InvalidSetting("port", "there, or a socket");
            }
            if (tls.isPresent() != (encryption == Encryption.TERMINATE)) {
                throw new InvalidSetting("encryption", "terminate if tls is there, and relay or refuse if it is not");
            }
            InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
            InvalidSetting.unlessWithin("startTimeout", startTimeout, Duration.ofMillis(1), Duration.ofHours(1));
            InvalidSetting.unlessWithin("idleTimeout", idleTimeout, Duration.ZERO, LONGEST);
        }

        /** That port of that address, 1,000 connections, 15 s to start, no limit for idle ones. */
        public Listen(String host, int port, Encryption encryption, Optional<ListenTls> tls) {
            this(
                    host,
                    OptionalInt.of(port),
                    Optional.empty(),
                    tls,
                    encryption,
                    1_000,
                    Duration.ofSeconds(15),
                    Duration.ZERO);
        }
    }

    /** What becomes of an {@code SSLRequest} or {@code GSSENCRequest}, and of TLS without a question. */
    public enum Encryption {
        /** It goes on to the server; if that says yes, nothing more is understood of the session. */
        RELAY,
        /** The relay says no. */
        REFUSE,
        /** TLS ends at the relay; GSSAPI encryption is refused. */
        TERMINATE
    }

    /**
     * The server's side.
     *
     * @param host name or address; not looked at if there is a socket
     * @param port not looked at if there is a socket
     * @param socket the server's Unix socket; empty for TCP
     * @param tls whether and how TLS begins at the relay
     * @param negotiation how TLS begins
     * @param connectTimeout for one address, and as long again for TLS
     */
    public record Upstream(
            String host,
            int port,
            Optional<Path> socket,
            UpstreamTls tls,
            TlsNegotiation negotiation,
            Duration connectTimeout) {
        /** Checks ranges. */
        public Upstream {
            if (socket.isEmpty()) {
                InvalidSetting.unlessWithin("port", port, 1, 65_535);
            } else if (tls.mode() != TlsMode.OFF) {
                throw new InvalidSetting("tls.mode", "off for a Unix socket, on which PostgreSQL speaks no TLS");
            }
            InvalidSetting.unlessWithin("connectTimeout", connectTimeout, Duration.ofMillis(1), Duration.ofHours(1));
        }

        /** Over TCP, TLS asked for by {@code SSLRequest}, 5 s to connect. */
        public Upstream(String host, int port, UpstreamTls tls) {
            this(host, port, Optional.empty(), tls, TlsNegotiation.POSTGRES, Duration.ofSeconds(5));
        }
    }

    /** How TLS towards the server begins; as libpq's {@code sslnegotiation}. */
    public enum TlsNegotiation {
        /** With an {@code SSLRequest}. */
        POSTGRES,
        /** At once, from PostgreSQL 17 on. */
        DIRECT
    }
}
