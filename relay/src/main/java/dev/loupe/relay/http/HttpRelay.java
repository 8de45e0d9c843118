package dev.loupe.relay.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/1.1 relay on as many event loops as wanted. */
public final class HttpRelay {
    private final Vertx vertx;
    private final List<RelayVerticle> verticles;

    private HttpRelay(Vertx vertx, List<RelayVerticle> verticles) {
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
        AtomicInteger connections = new AtomicInteger();
        List<RelayVerticle> verticles = new ArrayList<>();
        // The first one finds the port where any free one will do; the others share it.
        RelayVerticle first = new RelayVerticle(settings, path, loops, connections);
        verticles.add(first);
        return vertx.deployVerticle(first, new DeploymentOptions())
                .compose(id -> {
                    List<Future<String>> others = new ArrayList<>();
                    for (int i = 1; i < loops; i++) {
                        RelayVerticle next =
                                new RelayVerticle(atPort(settings, first.port()), path, loops, connections);
                        verticles.add(next);
                        others.add(vertx.deployVerticle(next, new DeploymentOptions()));
                    }
                    return Future.all(others);
                })
                .map(all -> new HttpRelay(vertx, List.copyOf(verticles)));
    }

    private static HttpRelaySettings atPort(HttpRelaySettings settings, int port) {
        HttpRelaySettings.Listen listen = settings.listen();
        return new HttpRelaySettings(
                new HttpRelaySettings.Listen(
                        listen.host(),
                        port,
                        listen.tls(),
                        listen.maxConnections(),
                        listen.maxHeaderSize(),
                        listen.maxTargetSize(),
                        listen.keepAlive(),
                        listen.headerTimeout(),
                        listen.idleTimeout(),
                        listen.halfClose()),
                settings.upstream());
    }

    /** The port that is listened on. */
    public int port() {
        return verticles.get(0).port();
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
