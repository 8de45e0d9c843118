package dev.loupe.relay.http;

import dev.loupe.relay.http.HttpRelaySettings.Protocol;
import dev.loupe.relay.http.HttpRelaySettings.UpstreamTls;
import dev.loupe.telemetry.InvalidSetting;
import java.util.Optional;

/** Where a relay's requests go. */
public sealed interface Destination {
    /**
     * To one server.
     *
     * @param host name or address; a name with several addresses is spread over all of them
     * @param port its port
     * @param tls how to speak TLS to it; empty for plain HTTP
     * @param protocol which version of HTTP it is spoken to in
     */
    record Fixed(String host, int port, Optional<UpstreamTls> tls, Protocol protocol) implements Destination {
        /** Checks ranges. */
        public Fixed {
            InvalidSetting.unlessWithin("port", port, 1, 65_535);
        }

        /** As {@code Host} has it. */
        String authority() {
            return host + ":" + port;
        }
    }

    /**
     * To the server that each request names: the relay is a forward proxy.
     *
     * @param rules which servers it may name
     * @param maxServers of how many servers connections are kept, for each event loop
     */
    record Forward(ForwardRules rules, int maxServers) implements Destination {
        private static final int DEFAULT_SERVERS = 256;

        /** Checks ranges. */
        public Forward {
            InvalidSetting.unlessWithin("maxServers", maxServers, 1, 100_000);
        }

        /** 256 servers. */
        public Forward(ForwardRules rules) {
            this(rules, DEFAULT_SERVERS);
        }
    }
}
