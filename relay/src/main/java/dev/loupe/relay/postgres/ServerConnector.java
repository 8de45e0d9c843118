package dev.loupe.relay.postgres;

import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.UpstreamAddresses;
import dev.loupe.relay.postgres.PostgresPath.Refusal;
import dev.loupe.relay.postgres.PostgresRelaySettings.TlsMode;
import dev.loupe.relay.postgres.PostgresRelaySettings.TlsNegotiation;
import dev.loupe.relay.postgres.PostgresRelaySettings.Upstream;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to the server, in turn to each of the addresses behind its name, and begins TLS where that is wanted.
 * Touched on its event loop only.
 */
final class ServerConnector implements Sweeper.Sweepable {
    private static final long RESOLVE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** How often a channel that was closed before it tried anything is replaced. */
    private static final int UNTRIED = 3;

    private final ContextInternal context;
    private final NetClient client;
    private final Upstream server;
    private final TlsContexts tls;
    private final UpstreamAddresses addresses;
    private final Sweeper sweeper;
    private final LoopMemory memory;
    private long resolvedAt;

    /** Who wants a connection. */
    interface Asker {
        /**
         * Here it is.
         *
         * @param last the handler before which what speaks on it is to be put
         * @param certificate what the server has shown; empty without TLS
         */
        void connected(ChannelHandlerContext last, Optional<Certificate> certificate);

        /** There is none. */
        void failed(Refusal why);
    }

    ServerConnector(
            ContextInternal context,
            NetClient client,
            Upstream server,
            TlsContexts tls,
            UpstreamAddresses.LookUp lookUp,
            Sweeper sweeper,
            LoopMemory memory) {
        this.context = context;
        this.client = client;
        this.server = server;
        this.tls = tls;
        this.addresses = new UpstreamAddresses(context, lookUp, server.host(), any -> true);
        this.sweeper = sweeper;
        this.memory = memory;
        this.resolvedAt = sweeper.now();
        sweeper.add(this);
    }

    @Override
    public void sweep(long now) {
        if (addresses.known() && now - resolvedAt > RESOLVE_NANOS) {
            resolvedAt = now;
            addresses.refresh();
        }
    }

    void connect(Asker asker) {
        Optional<Path> socket = server.socket();
        if (socket.isPresent()) {
            tryOne(SocketAddress.domainSocketAddress(socket.get().toString()), UNTRIED, done -> {
                if (done.succeeded()) {
                    connected(done.result(), asker);
                } else {
                    asker.failed(Refusal.UNREACHABLE);
                }
            });
        } else if (addresses.known()) {
            tryNext(addresses.inOrder(sweeper.now()).iterator(), asker);
        } else {
            addresses
                    .refresh()
                    .onComplete(done -> tryNext(addresses.inOrder(sweeper.now()).iterator(), asker));
        }
    }

    private void tryNext(Iterator<InetAddress> rest, Asker asker) {
        if (!rest.hasNext()) {
            addresses.refresh();
            asker.failed(Refusal.UNREACHABLE);
            return;
        }
        InetAddress address = rest.next();
        SocketAddress socket = SocketAddress.inetSocketAddress(new InetSocketAddress(address, server.port()));
        tryOne(socket, UNTRIED, done -> {
            if (done.succeeded()) {
                addresses.took(address);
                connected(done.result(), asker);
            } else {
                addresses.refused(address, sweeper.now());
                tryNext(rest, asker);
            }
        });
    }

    private void tryOne(SocketAddress address, int untried, Handler<AsyncResult<NetSocket>> handler) {
        context.dispatch(address, a -> client.connect(a).onComplete(done -> {
            if (untried > 0 && done.cause() instanceof ClosedChannelException) {
                tryOne(a, untried - 1, handler);
            } else {
                handler.handle(done);
            }
        }));
    }

    private void connected(NetSocket socket, Asker asker) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        Sockets.prepare(last.channel(), memory);
        if (server.tls().mode() == TlsMode.OFF) {
            asker.connected(last, Optional.empty());
            return;
        }
        boolean direct = server.tls().negotiation() == TlsNegotiation.DIRECT;
        ServerTls opening = new ServerTls(tls, last, direct, server.connectTimeout(), asker);
        last.pipeline().addBefore(last.name(), "loupe-tls", opening);
    }
}
