package dev.loupe.relay.postgres;

import dev.loupe.relay.net.ClientLimit;
import dev.loupe.relay.net.ClientLimit.Admission;
import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.UpstreamAddresses;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One event loop's share of a relay: its listeners, its connections, its sweeper. */
final class RelayVerticle extends VerticleBase {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int BACKLOG = 1024;

    private final PostgresRelaySettings settings;
    private final int port;
    private final PostgresPath path;
    private final int loops;
    private final ClientLimit clients;
    private final Advice advice;
    private final UpstreamAddresses.LookUp lookUp;
    private final List<NetServer> servers = new ArrayList<>();

    private NetClient client;
    private Sweeper sweeper;
    private LoopMemory memory;
    private TlsContexts tls;
    private RelayLoop loop;

    /** @param port negative for a free one that all event loops share */
    RelayVerticle(
            PostgresRelaySettings settings,
            int port,
            PostgresPath path,
            int loops,
            ClientLimit clients,
            Advice advice,
            UpstreamAddresses.LookUp lookUp) {
        this.settings = settings;
        this.port = port;
        this.path = path;
        this.loops = loops;
        this.clients = clients;
        this.advice = advice;
        this.lookUp = lookUp;
    }

    int port() {
        return settings.listen().port().isPresent() ? servers.get(0).actualPort() : 0;
    }

    String id() {
        return deploymentID();
    }

    @Override
    public Future<?> start() {
        ContextInternal internal = (ContextInternal) context;
        sweeper = new Sweeper(eventLoop());
        memory = new LoopMemory(settings.memory() / loops);
        tls = new TlsContexts(vertx, settings);
        client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) settings.upstream().connectTimeout().toMillis())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true));
        ServerConnector connector =
                new ServerConnector(internal, client, settings.upstream(), tls, lookUp, sweeper, memory);
        loop = new RelayLoop(settings, new SafePath(path), connector, tls, sweeper, memory, advice);
        return tls.start().compose(read -> listen());
    }

    private Future<?> listen() {
        List<Future<NetServer>> listening = new ArrayList<>();
        if (settings.listen().port().isPresent()) {
            listening.add(server(false).listen(port, settings.listen().host()));
        }
        settings.listen()
                .socket()
                .ifPresent(socket ->
                        listening.add(server(true).listen(SocketAddress.domainSocketAddress(socket.toString()))));
        return Future.all(listening);
    }

    private NetServer server(boolean unix) {
        NetServer server = vertx.createNetServer(new NetServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setReuseAddress(true));
        server.connectHandler(socket -> accept(socket, unix));
        servers.add(server);
        return server;
    }

    private void accept(NetSocket socket, boolean unix) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        Admission admission = clients.enter();
        last.channel().closeFuture().addListener(gone -> clients.leave(admission));
        last.pipeline().addBefore(last.name(), "loupe-opening", new ClientOpening(loop, admission, unix));
    }

    long held() {
        return CompletableFuture.supplyAsync(memory::held, eventLoop()).join();
    }

    private EventLoop eventLoop() {
        return ((ContextInternal) context).nettyEventLoop();
    }

    Future<Void> drain(Duration atMost) {
        ScheduledFuture<?> timeUp = eventLoop().schedule(sweeper::shutDown, atMost.toMillis(), TimeUnit.MILLISECONDS);
        // Vert.x would close what is left in order, and a client could take for whole what is not: we are first.
        List<Future<Void>> all = new ArrayList<>();
        for (NetServer server : servers) {
            all.add(server.shutdown(atMost.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
        }
        return Future.all(all).<Void>mapEmpty().onComplete(done -> timeUp.cancel(false));
    }

    @Override
    public Future<?> stop() {
        tls.stop();
        sweeper.shutDown();
        sweeper.stop();
        List<Future<Void>> all = new ArrayList<>();
        servers.forEach(server -> all.add(server.close()));
        return Future.all(all).eventually(() -> client.close());
    }
}
