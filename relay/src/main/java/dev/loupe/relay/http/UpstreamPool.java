package dev.loupe.relay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connections of one event loop to the upstream: the one used last is used next, idle ones are closed in time, and
 * those who wait are bounded. Touched on its event loop only.
 */
final class UpstreamPool implements Sweeper.Sweepable {
    /**
     * How long ago a connection must have been used for a request that cannot be repeated to trust it. A server that
     * closes idle connections may do so while such a request is on its way, and nobody could tell whether it was done.
     */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * How often a connection that was never tried is asked for again: Netty's epoll may find a socket that is not yet
     * told to connect hung up, and closes it.
     */
    private static final int UNTRIED = 5;

    /** Somebody who needs a connection. */
    interface Waiter {
        /** Here it is; it is the waiter's until {@link UpstreamPool#release} or its close. */
        void connected(UpstreamConnection connection);

        /** There is none to be had. */
        void failed(RelayError error);
    }

    private record Waiting(Waiter waiter, long since) {}

    private final ContextInternal context;
    private final NetClient client;
    private final HttpRelaySettings.Upstream settings;
    private final int maxHead;
    private final UpstreamAddresses addresses;
    private final Sweeper sweeper;
    private final LoopMemory memory;
    private final int maxConnections;
    private final int maxWaiting;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int open;
    private long resolvedAt;

    UpstreamPool(
            ContextInternal context,
            NetClient client,
            HttpRelaySettings.Upstream settings,
            UpstreamAddresses.LookUp lookUp,
            int maxHead,
            int loops,
            Sweeper sweeper,
            LoopMemory memory) {
        this.context = context;
        this.client = client;
        this.settings = settings;
        this.maxHead = maxHead;
        this.addresses = new UpstreamAddresses(context, lookUp, settings.host());
        this.sweeper = sweeper;
        this.memory = memory;
        this.maxConnections = Math.max(1, settings.maxConnections() / loops);
        this.maxWaiting = settings.maxWaiting() / loops;
        this.resolvedAt = sweeper.now();
        sweeper.add(this);
        addresses.refresh();
    }

    /**
     * Gets a connection, at once if one is idle.
     *
     * @param repeatable whether the request may be sent a second time if the connection turns out stale
     * @param fresh whether only a new connection will do
     */
    void acquire(Waiter waiter, boolean repeatable, boolean fresh) {
        UpstreamConnection connection = fresh ? null : takeIdle(repeatable);
        if (connection != null) {
            waiter.connected(connection);
        } else if (open < maxConnections) {
            open++;
            connect(waiter);
        } else if (!idle.isEmpty()) {
            // None of the idle ones can be trusted with this request: the oldest makes room.
            idle.pollLast().close();
            open++;
            connect(waiter);
        } else if (waiting.size() < maxWaiting) {
            waiting.add(new Waiting(waiter, System.nanoTime()));
        } else {
            waiter.failed(RelayError.SATURATED);
        }
    }

    /** The waiter no longer needs one. */
    void cancel(Waiter waiter) {
        waiting.removeIf(entry -> entry.waiter() == waiter);
    }

    /** Gives a connection back that can serve the next request. */
    void release(UpstreamConnection connection) {
        Waiting next = waiting.poll();
        if (next != null) {
            next.waiter().connected(connection);
        } else {
            connection.idleSince(System.nanoTime());
            idle.push(connection);
        }
    }

    /** A connection is gone. */
    void closed(UpstreamConnection connection) {
        idle.remove(connection);
        freed();
    }

    /** Connections that are being opened, or serve somebody. */
    int busy() {
        return open - idle.size();
    }

    @Override
    public void sweep(long now) {
        while (!idle.isEmpty()
                && now - idle.peekLast().idleSince() > settings.keepAlive().toNanos()) {
            idle.pollLast().close();
        }
        while (!waiting.isEmpty()
                && now - waiting.peek().since() > settings.connectTimeout().toNanos()) {
            waiting.poll().waiter().failed(RelayError.SATURATED);
        }
        if (now - resolvedAt > settings.resolveInterval().toNanos()) {
            resolvedAt = now;
            addresses.refresh();
        }
    }

    private UpstreamConnection takeIdle(boolean repeatable) {
        for (Iterator<UpstreamConnection> i = idle.iterator(); i.hasNext(); ) {
            UpstreamConnection connection = i.next();
            if (!connection.isOpen()) {
                i.remove();
            } else if (repeatable || System.nanoTime() - connection.idleSince() < FRESH_NANOS) {
                i.remove();
                return connection;
            } else {
                return null;
            }
        }
        return null;
    }

    private void freed() {
        open--;
        if (open < maxConnections && !waiting.isEmpty()) {
            open++;
            connect(waiting.poll().waiter());
        }
    }

    private void connect(Waiter waiter) {
        if (addresses.known()) {
            tryNext(waiter, addresses.inOrder(sweeper.now()).iterator(), RelayError.UNREACHABLE);
        } else {
            addresses
                    .refresh()
                    .onComplete(done ->
                            tryNext(waiter, addresses.inOrder(sweeper.now()).iterator(), RelayError.UNREACHABLE));
        }
    }

    private void tryNext(Waiter waiter, Iterator<InetAddress> rest, RelayError otherwise) {
        if (!rest.hasNext()) {
            freed();
            addresses.refresh();
            waiter.failed(otherwise);
            return;
        }
        InetAddress address = rest.next();
        tryOne(address, UNTRIED, done -> {
            if (done.succeeded()) {
                addresses.took(address);
                waiter.connected(attach(done.result()));
            } else {
                addresses.refused(address, sweeper.now());
                tryNext(waiter, rest, isTimeout(done.cause()) ? RelayError.CONNECT_TIMEOUT : RelayError.UNREACHABLE);
            }
        });
    }

    /** A channel that was closed before it was told to connect has tried nothing, which says nothing of the address. */
    private void tryOne(InetAddress address, int untried, Handler<AsyncResult<NetSocket>> handler) {
        context.dispatch(address, a -> client.connect(options(a)).onComplete(done -> {
            if (untried > 0 && done.cause() instanceof ClosedChannelException) {
                tryOne(a, untried - 1, handler);
            } else {
                handler.handle(done);
            }
        }));
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectTimeoutException
                    || cause instanceof SslHandshakeTimeoutException
                    || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private ConnectOptions options(InetAddress address) {
        Optional<String> serverName = settings.tls().map(tls -> tls.serverName().orElse(settings.host()));
        ConnectOptions options = new ConnectOptions()
                .setRemoteAddress(SocketAddress.inetSocketAddress(new InetSocketAddress(address, settings.port())))
                .setSsl(serverName.isPresent());
        serverName.ifPresent(
                name -> options.setHost(name).setPort(settings.port()).setSniServerName(isName(name) ? name : null));
        return options;
    }

    /** SNI carries names only, never addresses (RFC 6066 section 3). */
    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private UpstreamConnection attach(NetSocket socket) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        UpstreamConnection connection =
                new UpstreamConnection(this, memory, maxHead, settings.tls().isPresent());
        last.pipeline().addBefore(last.name(), "loupe-upstream", connection);
        return connection;
    }
}
