package dev.loupe.relay.postgres;

import dev.loupe.relay.net.ClientLimit;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.UpstreamAddresses;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL relay on as many event loops as wanted. */
public final class PostgresRelay {
    private final Vertx vertx;
    private final List<RelayVerticle> verticles;
    private final ClientLimit clients;
    private final Optional<Path> socket;

    private PostgresRelay(Vertx vertx, List<RelayVerticle> verticles, ClientLimit clients, Optional<Path> socket) {
        this.vertx = vertx;
        this.verticles = verticles;
        this.clients = clients;
        this.socket = socket;
    }

    /**
     * Starts to listen.
     *
     * @param loops event loops to use, at least 1
     * @return fails with {@link java.net.BindException} as a cause if the port or the socket is in use
     */
    public static Future<PostgresRelay> start(
            Vertx vertx, PostgresRelaySettings settings, PostgresPath path, int loops) {
        return start(vertx, settings, path, loops, InetAddress::getAllByName);
    }

    /** The same, with the server's name looked up in another way. */
    static Future<PostgresRelay> start(
            Vertx vertx,
            PostgresRelaySettings settings,
            PostgresPath path,
            int loops,
            UpstreamAddresses.LookUp lookUp) {
        Optional<Path> socket = settings.listen().socket();
        return vertx.executeBlocking(() -> {
                    if (socket.isPresent()) {
                        UnixSocket.makeRoom(socket.get());
                    }
                    return socket;
                })
                .compose(room -> deploy(vertx, settings, path, loops, lookUp));
    }

    private static Future<PostgresRelay> deploy(
            Vertx vertx,
            PostgresRelaySettings settings,
            PostgresPath path,
            int loops,
            UpstreamAddresses.LookUp lookUp) {
        PostgresRelaySettings.Listen listen = settings.listen();
        ClientLimit clients = new ClientLimit(listen.maxConnections());
        int port = Sockets.sharedPort(listen.port().orElse(0));
        String listener = listen.port().isPresent()
                ? listen.host() + ':' + listen.port().getAsInt()
                : listen.socket().map(Path::toString).orElse("");
        Advice advice = new Advice(listener, System::nanoTime);
        List<RelayVerticle> verticles = new ArrayList<>();
        List<Future<String>> deployments = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            RelayVerticle verticle = new RelayVerticle(settings, port, path, loops, clients, advice, lookUp);
            verticles.add(verticle);
            deployments.add(vertx.deployVerticle(verticle, new DeploymentOptions()));
        }
        return Future.all(deployments)
                .map(all -> new PostgresRelay(vertx, List.copyOf(verticles), clients, listen.socket()));
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
    int connections() {
        return clients.open();
    }

    /** Bytes held for sides that do not take them; must not be asked on an event loop. */
    long held() {
        return verticles.stream().mapToLong(RelayVerticle::held).sum();
    }

    /**
     * Takes no new connections, lets transactions in flight finish, and ends. A session that is idle is told so as by a server
     * that shuts down; one of which nothing is understood may last until the time is up.
     *
     * @param atMost how long they may take; then they are broken off
     */
    public Future<Void> drain(Duration atMost) {
        List<Future<Void>> all = new ArrayList<>();
        for (RelayVerticle verticle : verticles) {
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
