package dev.loupe.relay.http;

import dev.loupe.relay.net.ClientLimit;
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
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One event loop's share of a relay: its listener, its pool, its sweeper. */
final class RelayVerticle extends VerticleBase {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final HttpRelaySettings settings;
    private final int port;
    private final HttpPath path;
    private final int loops;
    private final ClientLimit clients;
    private final UpstreamAddresses.LookUp lookUp;

    private NetServer server;
    private NetClient client;
    private Sweeper sweeper;
    private RelayLoop loop;
    private LoopMemory memory;
    private Routing routing;
    private TlsReload reload;

    RelayVerticle(
            HttpRelaySettings settings,
            int port,
            HttpPath path,
            int loops,
            ClientLimit clients,
            UpstreamAddresses.LookUp lookUp) {
        this.settings = settings;
        this.port = port;
        this.path = path;
        this.loops = loops;
        this.clients = clients;
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
        sweeper = new Sweeper(eventLoop());
        client = vertx.createNetClient(SocketOptions.client(settings.upstream()));
        memory = new LoopMemory(settings.memory() / loops);
        routing = routing(new UpstreamPool.Surroundings(
                internal,
                client,
                settings.upstream(),
                lookUp,
                settings.listen().maxHeaderSize(),
                loops,
                sweeper,
                memory));
        loop = new RelayLoop(settings, new SafePath(path), routing, sweeper, memory, clients);
        server = vertx.createNetServer(SocketOptions.server(settings));
        server.connectHandler(this::accept);
        reload = new TlsReload(vertx, settings, server, client);
        return reload.start()
                .compose(read -> server.listen(port, settings.listen().host()));
    }

    private Routing routing(UpstreamPool.Surroundings surroundings) {
        Destination destination = settings.upstream().destination();
        if (destination instanceof Destination.Forward forward) {
            return new ForwardRouting(surroundings, forward);
        }
        Destination.Fixed server = (Destination.Fixed) destination;
        return Routing.fixed(new UpstreamPool(surroundings, server, any -> true), server);
    }

    private void accept(NetSocket socket) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        ClientLimit.Admission admission = clients.enter();
        last.channel().closeFuture().addListener(gone -> clients.leave(admission));
        Optional<HttpRelaySettings.Http2> http2 = settings.http2();
        boolean served = admission == ClientLimit.Admission.SERVED;
        if (served && http2.isPresent() && !socket.isSsl()) {
            last.pipeline()
                    .addBefore(
                            last.name(),
                            "loupe-preface",
                            new Preface(loop, http2.get(), () -> new ClientConnection(loop, admission)));
        } else if (served && http2.isPresent() && SocketOptions.isHttp2(last.pipeline())) {
            ClientSession.begin(loop, last.channel(), last.name(), http2.get());
        } else {
            last.pipeline().addBefore(last.name(), "loupe-client", new ClientConnection(loop, admission));
        }
    }

    int busyUpstreamConnections() {
        return onLoop(routing::busy);
    }

    long held() {
        return onLoop(memory::held);
    }

    private <T> T onLoop(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, eventLoop()).join();
    }

    private EventLoop eventLoop() {
        return ((ContextInternal) context).nettyEventLoop();
    }

    Future<Void> drain(Duration atMost) {
        ScheduledFuture<?> timeUp = eventLoop().schedule(sweeper::shutDown, atMost.toMillis(), TimeUnit.MILLISECONDS);
        // Vert.x would close what is left in order, and a client could take for whole what is not: we are first.
        return server.shutdown(atMost.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> timeUp.cancel(false));
    }

    @Override
    public Future<?> stop() {
        reload.stop();
        sweeper.shutDown();
        sweeper.stop();
        return server.close().eventually(() -> client.close());
    }
}
