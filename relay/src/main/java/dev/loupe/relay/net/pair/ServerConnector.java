package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.UpstreamAddresses;
import dev.loupe.relay.net.tls.TlsBeginning;
import dev.loupe.relay.net.tls.TlsBeginning.Negotiation;
import dev.loupe.relay.net.tls.TlsContexts;
import dev.loupe.relay.net.tls.TlsMode;
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
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to the server, in turn to each of the addresses behind its name, and begins TLS where that is wanted.
 * Touched on its event loop only.
 */
public final class ServerConnector implements Sweeper.Sweepable {
    private static final long RESOLVE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** How often a channel that was closed before it tried anything is replaced. */
    private static final int UNTRIED = 3;

    private final ContextInternal context;
    private final NetClient client;
    private final Server server;
    private final TlsContexts tls;
    private final UpstreamAddresses addresses;
    private final Sweeper sweeper;
    private final LoopMemory memory;
    private long resolvedAt;

    /**
     * Where connections go.
     *
     * @param host name or address; not looked at if there is a socket
     * @param socket its Unix socket; empty for TCP
     * @param tls whether and how TLS is spoken with it
     * @param negotiation what is said before TLS
     * @param connectTimeout for one address, and as long again for TLS
     */
    public record Server(
            String host,
            int port,
            Optional<Path> socket,
            TlsMode tls,
            Negotiation negotiation,
            Duration connectTimeout) {}

    /** Who wants a connection. */
    public interface Asker {
        /**
         * Here it is.
         *
         * @param last the handler before which what speaks on it is to be put
         * @param certificate what the server has shown; empty without TLS
         */
        void connected(ChannelHandlerContext last, Optional<Certificate> certificate);

        /** The server takes none. */
        void unreachable();

        /** The server does not speak TLS as it has to. */
        void withoutTls();
    }

    /** Looks at the sweeper for when to look names up again. */
    public ServerConnector(
            ContextInternal context,
            NetClient client,
            Server server,
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

    /** Opens a connection, and prepares it for reading and writing. */
    public void connect(Asker asker) {
        Optional<Path> socket = server.socket();
        if (socket.isPresent()) {
            tryOne(SocketAddress.domainSocketAddress(socket.get().toString()), UNTRIED, done -> {
                if (done.succeeded()) {
                    connected(done.result(), asker);
                } else {
                    asker.unreachable();
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
            asker.unreachable();
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
        if (server.tls() == TlsMode.OFF) {
            asker.connected(last, Optional.empty());
            return;
        }
        TlsBeginning beginning = new TlsBeginning(
                tls::towardsServer, server.negotiation(), server.connectTimeout(), new TlsBeginning.Asker() {
                    @Override
                    public void begun(Optional<Certificate> certificate) {
                        asker.connected(last, certificate);
                    }

                    @Override
                    public void failed() {
                        asker.withoutTls();
                    }
                });
        last.pipeline().addBefore(last.name(), "loupe-tls", beginning);
    }
}
