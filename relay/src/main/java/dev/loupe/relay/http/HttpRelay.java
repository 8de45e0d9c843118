package dev.loupe.relay.http;

import dev.loupe.relay.net.ClientLimit;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.UpstreamAddresses;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An HTTP/1.1 relay on as many event loops as wanted. */
public final class HttpRelay {
    private final Vertx vertx;
    private final List<RelayVerticle> verticles;
    private final ClientLimit clients;

    private HttpRelay(Vertx vertx, List<RelayVerticle> verticles, ClientLimit clients) {
        this.clients = clients;
        this.vertx = vertx;
        this.verticles = verticles;
    }

    /**
     * Starts to listen.
     *
     * @param loops event loops to use, at least 1
     * @return fails with {@link java.net.BindException} as a cause if the port is in use
     */
    public static Future<HttpRelay> start(Vertx vertx, HttpRelaySettings settings, HttpPath path, int loops) {
        return start(vertx, settings, path, loops, InetAddress::getAllByName);
    }

    /** The same, with the upstream's name looked up in another way. */
    static Future<HttpRelay> start(
            Vertx vertx, HttpRelaySettings settings, HttpPath path, int loops, UpstreamAddresses.LookUp lookUp) {
        ClientLimit clients = new ClientLimit(settings.listen().maxConnections());
        int port = Sockets.sharedPort(settings.listen().port());
        List<RelayVerticle> verticles = new ArrayList<>();
        List<Future<String>> deployments = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            RelayVerticle verticle = new RelayVerticle(settings, port, path, loops, clients, lookUp);
            verticles.add(verticle);
            deployments.add(vertx.deployVerticle(verticle, new DeploymentOptions()));
        }
        return Future.all(deployments).map(all -> new HttpRelay(vertx, List.copyOf(verticles), clients));
    }

    /** The port that is listened on. */
    public int port() {
        return verticles.get(0).port();
    }

    /** Client connections that are open. */
    int connections() {
        return clients.open();
    }

    /** Connections to the upstream that are being opened or serve somebody; must not be asked on an event loop. */
    int busyUpstreamConnections() {
        return verticles.stream()
                .mapToInt(RelayVerticle::busyUpstreamConnections)
                .sum();
    }

    /** Bytes held for sides that do not take them; must not be asked on an event loop. */
    long held() {
        return verticles.stream().mapToLong(RelayVerticle::held).sum();
    }

    /**
     * Takes no new connections, lets what is in flight finish, and ends.
     *
     * @param atMost how long exchanges in flight may take; then they are broken off
     */
    public Future<Void> drain(Duration atMost) {
        List<Future<Void>> all = new ArrayList<>();
        for (RelayVerticle verticle : verticles) {
            all.add(verticle.drain(atMost).eventually(() -> vertx.undeploy(verticle.id())));
        }
        return Future.all(all).mapEmpty();
    }
}
