package dev.loupe.relay.http;

import dev.loupe.relay.net.UpstreamAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings that a test changes where it matters: patient, unless the test is about patience. */
final class RelaySetup {
    String upstreamHost = "127.0.0.1";
    int upstreamPort;
    Optional<HttpRelaySettings.KeyPair> listenTls = Optional.empty();
    Optional<HttpRelaySettings.UpstreamTls> upstreamTls = Optional.empty();
    int maxClients = 1000;
    int maxHead = 64 * 1024;
    int maxTarget = 16 * 1024;
    int maxUpstream = 100;
    int maxWaiting = 100;
    int loops = 1;
    Duration resolveInterval = Duration.ofMinutes(1);
    UpstreamAddresses.LookUp lookUp = InetAddress::getAllByName;
    long memory = 64L * 1024 * 1024;
    Duration keepAlive = Duration.ofMinutes(1);
    Duration headerTimeout = Duration.ofMinutes(1);
    Duration clientIdle = Duration.ofMinutes(1);
    Duration halfClose = Duration.ofMinutes(1);
    Duration connectTimeout = Duration.ofSeconds(10);
    Duration responseTimeout = Duration.ofMinutes(1);
    Duration upstreamIdle = Duration.ofMinutes(1);
    Duration hold = Duration.ofMinutes(1);
    Duration tunnelIdle = Duration.ofMinutes(1);
    Optional<Destination> destination = Optional.empty();
    Optional<HttpRelaySettings.Http2> http2 = Optional.empty();
    HttpRelaySettings.Protocol protocol = HttpRelaySettings.Protocol.HTTP1;
    int maxServers = 100;
    Duration upstreamKeepAlive = Duration.ofMinutes(1);

    RelaySetup(int upstreamPort) {
        this.upstreamPort = upstreamPort;
    }

    HttpRelaySettings settings() {
        HttpRelaySettings.Upstream server = new HttpRelaySettings.Upstream(
                destination.orElse(new Destination.Fixed(upstreamHost, upstreamPort, upstreamTls, protocol)),
                connectTimeout,
                responseTimeout,
                upstreamIdle,
                upstreamKeepAlive,
                maxUpstream,
                maxWaiting,
                resolveInterval);
        return new HttpRelaySettings(
                new HttpRelaySettings.Listen(
                        "127.0.0.1",
                        0,
                        listenTls,
                        maxClients,
                        maxHead,
                        maxTarget,
                        keepAlive,
                        headerTimeout,
                        clientIdle,
                        halfClose),
                server,
                memory,
                hold,
                tunnelIdle,
                http2);
    }

    /** Makes it a forward proxy with those rules. */
    void forwards(String... rules) {
        destination = Optional.of(new Destination.Forward(ForwardRules.of(List.of(rules)), maxServers));
    }
}
