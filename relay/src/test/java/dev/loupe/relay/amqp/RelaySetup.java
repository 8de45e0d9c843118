package dev.loupe.relay.amqp;

import dev.loupe.relay.net.UpstreamAddresses;
import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.net.tls.UpstreamTls;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Settings that a test changes where it matters: patient, unless the test is about patience. */
final class RelaySetup {
    Optional<ListenTls> listenTls = Optional.empty();
    int maxConnections = 2000;
    Duration startTimeout = Duration.ofMinutes(1);
    String upstreamHost = "127.0.0.1";
    int upstreamPort;
    UpstreamTls upstreamTls = UpstreamTls.off();
    Duration connectTimeout = Duration.ofSeconds(10);
    long memory = 64L * 1024 * 1024;
    int loops = 1;
    UpstreamAddresses.LookUp lookUp = InetAddress::getAllByName;

    AmqpRelaySettings settings() {
        return new AmqpRelaySettings(
                new AmqpRelaySettings.Listen("127.0.0.1", 0, listenTls, maxConnections, startTimeout),
                new AmqpRelaySettings.Upstream(upstreamHost, upstreamPort, upstreamTls, connectTimeout),
                memory);
    }
}
