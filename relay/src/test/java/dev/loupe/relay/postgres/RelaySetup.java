package dev.loupe.relay.postgres;

import dev.loupe.relay.net.UpstreamAddresses;
import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import dev.loupe.relay.postgres.PostgresRelaySettings.TlsNegotiation;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings that a test changes where it matters: patient, unless the test is about patience. */
final class RelaySetup {
    OptionalInt port = OptionalInt.of(0);
    Optional<Path> socket = Optional.empty();
    Optional<ListenTls> listenTls = Optional.empty();
    Encryption encryption = Encryption.RELAY;
    int maxConnections = 2000;
    Duration startTimeout = Duration.ofMinutes(1);
    Duration idleTimeout = Duration.ZERO;
    String upstreamHost = "127.0.0.1";
    int upstreamPort;
    Optional<Path> upstreamSocket = Optional.empty();
    UpstreamTls upstreamTls = UpstreamTls.off();
    TlsNegotiation negotiation = TlsNegotiation.POSTGRES;
    Duration connectTimeout = Duration.ofSeconds(10);
    String applicationName = "";
    long memory = 64L * 1024 * 1024;
    int loops = 1;
    UpstreamAddresses.LookUp lookUp = InetAddress::getAllByName;

    PostgresRelaySettings settings() {
        return new PostgresRelaySettings(
                new PostgresRelaySettings.Listen(
                        "127.0.0.1", port, socket, listenTls, encryption, maxConnections, startTimeout, idleTimeout),
                new PostgresRelaySettings.Upstream(
                        upstreamHost, upstreamPort, upstreamSocket, upstreamTls, negotiation, connectTimeout),
                applicationName,
                memory);
    }

    /** TLS ends at the relay. */
    void terminates(ListenTls tls) {
        encryption = Encryption.TERMINATE;
        listenTls = Optional.of(tls);
    }
}
