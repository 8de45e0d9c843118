package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.ClientLimit;
import dev.loupe.relay.net.ClientLimit.Admission;
import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.UpstreamAddresses;
import dev.loupe.relay.net.tls.TlsContexts;
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
import java.util.function.Function;

/** One event loop's share of a relay: its listeners, its connections, its sweeper. */
final class PairVerticle extends VerticleBase {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int BACKLOG = 1024;

    private final PairSettings settings;
    private final int port;
    private final long budget;
    private final ClientLimit clients;
    private final UpstreamAddresses.LookUp lookUp;
    private final Function<PairLoop, Openings> protocol;
    private final List<NetServer> servers = new ArrayList<>();

    private NetClient client;
    private Sweeper sweeper;
    private LoopMemory memory;
    private TlsContexts tls;
    private Openings openings;

    /**
     * Listens once it is deployed.
     *
     * @param port in place of the settings'; negative for a free one that all event loops share
     * @param budget bytes of traffic above which slow sides are given as little as possible
     */
    PairVerticle(
            PairSettings settings,
            int port,
            long budget,
            ClientLimit clients,
            UpstreamAddresses.LookUp lookUp,
            Function<PairLoop, Openings> protocol) {
        this.settings = settings;
        this.port = port;
        this.budget = budget;
        this.clients = clients;
        this.lookUp = lookUp;
        this.protocol = protocol;
    }

    int port() {
        return settings.listening().port().isPresent() ? servers.get(0).actualPort() : 0;
    }

    String id() {
        return deploymentID();
    }

    @Override
    public Future<?> start() {
        ContextInternal internal = (ContextInternal) context;
        sweeper = new Sweeper(eventLoop());
        memory = new LoopMemory(budget);
        tls = new TlsContexts(vertx, settings.ends());
        ServerConnector.Server server = settings.server();
        client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) server.connectTimeout().toMillis())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true));
        ServerConnector connector = new ServerConnector(internal, client, server, tls, lookUp, sweeper, memory);
        openings = protocol.apply(new PairLoop(connector, tls, sweeper, memory));
        return tls.start().compose(read -> listen());
    }

    private Future<?> listen() {
        PairSettings.Listening on = settings.listening();
        List<Future<NetServer>> all = new ArrayList<>();
        if (on.port().isPresent()) {
            all.add(listener(false).listen(port, on.host()));
        }
        on.socket()
                .ifPresent(
                        socket -> all.add(listener(true).listen(SocketAddress.domainSocketAddress(socket.toString()))));
        return Future.all(all);
    }

    private NetServer listener(boolean unix) {
        NetServer listener = vertx.createNetServer(new NetServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setReuseAddress(true));
        listener.connectHandler(socket -> accept(socket, unix));
        servers.add(listener);
        return listener;
    }

    private void accept(NetSocket socket, boolean unix) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        Admission admission = clients.enter();
        last.channel().closeFuture().addListener(gone -> clients.leave(admission));
        last.pipeline().addBefore(last.name(), "loupe-opening", openings.opening(admission, unix));
    }

    /** Must not be called on an event loop. */
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
        for (NetServer listener : servers) {
            all.add(listener.shutdown(atMost.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
        }
        return Future.all(all).<Void>mapEmpty().onComplete(done -> timeUp.cancel(false));
    }

    @Override
    public Future<?> stop() {
        tls.stop();
        sweeper.shutDown();
        sweeper.stop();
        List<Future<Void>> all = new ArrayList<>();
        servers.forEach(listener -> all.add(listener.close()));
        return Future.all(all).eventually(() -> client.close());
    }
}
