package dev.loupe.relay.http;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of a relay: its listener, its pool, its sweeper. */
final class RelayVerticle extends VerticleBase {
    private final HttpRelaySettings settings;
    private final int port;
    private final HttpPath path;
    private final int loops;
    private final AtomicInteger connections;
    private final UpstreamAddresses.LookUp lookUp;

    private NetServer server;
    private NetClient client;
    private Sweeper sweeper;
    private RelayLoop loop;
    private TlsReload reload;

    RelayVerticle(HttpRelaySettings settings, int port, HttpPath path, int loops, AtomicInteger connections, UpstreamAddresses.LookUp lookUp) {
        this.settings = settings;
        this.port = port;
        this.path = path;
        this.loops = loops;
        this.connections = connections;
        this.lookUp = lookUp;
    }

    int port() {
        return server.actualPort();
    }

    String id() {
        return deploymentID();
    }

    @Override
    public Future<?> start() {
        ContextInternal internal = (ContextInternal) context;
        sweeper = new Sweeper(internal.nettyEventLoop());
        client = vertx.createNetClient(SocketOptions.client(settings.upstream()));
        LoopMemory memory = new LoopMemory(settings.memory() / loops);
        UpstreamPool pool = new UpstreamPool(
                internal, client, settings.upstream(), lookUp, settings.listen().maxHeaderSize(), loops, sweeper, memory);
        loop = new RelayLoop(settings, path, pool, sweeper, memory, connections);
        server = vertx.createNetServer(SocketOptions.server(settings.listen()));
        server.connectHandler(this::accept);
        reload = new TlsReload(vertx, settings, server, client);
        return reload.start()
                .compose(read -> server.listen(port, settings.listen().host()));
    }

    private void accept(NetSocket socket) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        last.pipeline().addBefore(last.name(), "loupe-client", new ClientConnection(loop));
    }

    Future<Void> drain(Duration atMost) {
        return server.shutdown(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<?> stop() {
        reload.stop();
        sweeper.stop();
        return server.close().eventually(() -> client.close());
    }
}
