package dev.loupe.assembly;

import dev.loupe.console.web.ReadinessCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/** Ready means that a server takes a connection. Nothing is sent on it. */
public final class TakesConnections implements ReadinessCheck {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final NetClient client;
    private final String what;
    private final String host;
    private final int port;

    /** @param what the server is, in a sentence, such as {@code the store} */
    public TakesConnections(Vertx vertx, String what, String host, int port) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
        this.what = what;
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
                .compose(NetSocket::close, refused -> Future.failedFuture(what + " takes no connection"));
    }
}
