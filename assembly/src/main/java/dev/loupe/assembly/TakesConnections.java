package dev.loupe.assembly;

import dev.loupe.assembly.config.Broker;
import dev.loupe.assembly.config.Database;
import dev.loupe.assembly.config.DatabaseUpstream;
import dev.loupe.console.web.ReadinessCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;

/** Ready means that a server takes a connection. Nothing is sent on it. */
public final class TakesConnections implements ReadinessCheck {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final NetClient client;
    private final String name;
    private final String what;
    private final SocketAddress address;

    /** @param what the server is, in a sentence, such as {@code the store} */
    public TakesConnections(Vertx vertx, String what, String host, int port) {
        this(vertx, "upstream", what, SocketAddress.inetSocketAddress(port, host));
    }

    private TakesConnections(Vertx vertx, String name, String what, SocketAddress address) {
        this.name = name;
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
        this.what = what;
        this.address = address;
    }

    /** A database, under its own name. */
    static TakesConnections of(Vertx vertx, Database database) {
        DatabaseUpstream server = database.upstream();
        SocketAddress address = server.socket()
                .map(path -> SocketAddress.domainSocketAddress(path.toString()))
                .orElseGet(() -> SocketAddress.inetSocketAddress(server.port(), server.host()));
        return new TakesConnections(vertx, database.name(), "the database " + database.name(), address);
    }

    /** A broker, under its own name. */
    static TakesConnections of(Vertx vertx, Broker broker) {
        return new TakesConnections(
                vertx,
                broker.name(),
                "the broker " + broker.name(),
                SocketAddress.inetSocketAddress(
                        broker.upstream().port(), broker.upstream().host()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Future<Void> check() {
        return client.connect(address)
                .compose(NetSocket::close, refused -> Future.failedFuture(what + " takes no connection"));
    }
}
