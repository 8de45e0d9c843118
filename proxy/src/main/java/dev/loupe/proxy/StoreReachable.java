package dev.loupe.proxy;

import dev.loupe.console.web.ReadinessCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/** Ready means that the store takes a connection. Nothing is sent on it. */
final class StoreReachable implements ReadinessCheck {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final NetClient client;
    private final String host;
    private final int port;

    StoreReachable(Vertx vertx, String host, int port) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
        this.host = host;
        this.port = port;
    }

    @Override
    public String name() {
        return "upstream";
    }

    @Override
    public Future<Void> check() {
        return client.connect(port, host)
                .compose(NetSocket::close, refused -> Future.failedFuture("the store takes no connection"));
    }
}
