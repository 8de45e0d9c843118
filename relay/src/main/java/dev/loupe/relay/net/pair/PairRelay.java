package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.ClientLimit;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.UpstreamAddresses;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A relay of pairs of connections, of whatever protocol, on as many event loops as wanted. */
public final class PairRelay {
    private final Vertx vertx;
    private final List<PairVerticle> verticles;
    private final ClientLimit clients;
    private final Optional<Path> socket;

    private PairRelay(Vertx vertx, List<PairVerticle> verticles, ClientLimit clients, Optional<Path> socket) {
        this.vertx = vertx;
        this.verticles = verticles;
        this.clients = clients;
        this.socket = socket;
    }

    /**
     * Starts to listen.
     *
     * @param loops event loops to use, at least 1
     * @param lookUp of the server's name
     * @param protocol is asked once for each event loop, on it
     * @return fails with {@link java.net.BindException} as a cause if the port or the socket is in use
     */
    public static Future<PairRelay> start(
            Vertx vertx,
            PairSettings settings,
            int loops,
            UpstreamAddresses.LookUp lookUp,
            Function<PairLoop, Openings> protocol) {
        Optional<Path> socket = settings.listening().socket();
        return vertx.executeBlocking(() -> {
                    if (socket.isPresent()) {
                        UnixSocket.makeRoom(socket.get());
                    }
                    return socket;
                })
                .compose(room -> deploy(vertx, settings, loops, lookUp, protocol));
    }

    private static Future<PairRelay> deploy(
            Vertx vertx,
            PairSettings settings,
            int loops,
            UpstreamAddresses.LookUp lookUp,
            Function<PairLoop, Openings> protocol) {
        ClientLimit clients = new ClientLimit(settings.maxConnections());
        int port = Sockets.sharedPort(settings.listening().port().orElse(0));
        List<PairVerticle> verticles = new ArrayList<>();
        List<Future<String>> deployments = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            PairVerticle verticle =
                    new PairVerticle(settings, port, settings.memory() / loops, clients, lookUp, protocol);
            verticles.add(verticle);
            deployments.add(vertx.deployVerticle(verticle, new DeploymentOptions()));
        }
        return Future.all(deployments)
                .map(all -> new PairRelay(
                        vertx,
                        List.copyOf(verticles),
                        clients,
                        settings.listening().socket()));
    }

    /** The port that is listened on; 0 if there is none. */
    public int port() {
        return verticles.get(0).port();
    }

    /** The Unix socket that is listened on. */
    public Optional<Path> socket() {
        return socket;
    }

    /** Client connections that are open. */
    public int connections() {
        return clients.open();
    }

    /** Bytes held for sides that do not take them; must not be asked on an event loop. */
    public long held() {
        return verticles.stream().mapToLong(PairVerticle::held).sum();
    }

    /**
     * Takes no new connections, lets those that are there finish, and ends.
     *
     * @param atMost how long they may take; then they are broken off
     */
    public Future<Void> drain(Duration atMost) {
        List<Future<Void>> all = new ArrayList<>();
        for (PairVerticle verticle : verticles) {
            all.add(verticle.drain(atMost).eventually(() -> vertx.undeploy(verticle.id())));
        }
        return Future.all(all).<Void>mapEmpty().eventually(this::removeSocket);
    }

    private Future<?> removeSocket() {
        return socket.isEmpty()
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> Files.deleteIfExists(socket.get()));
    }
}
