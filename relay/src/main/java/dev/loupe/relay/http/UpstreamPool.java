package dev.loupe.relay.http;

import dev.loupe.relay.http.HttpRelaySettings.Protocol;
import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.UpstreamAddresses;
import io.netty.channel.ChannelHandlerContext;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The connections of one event loop to the upstream: the one used last is used next, idle ones are closed in time, and
 * those who wait are bounded. Touched on its event loop only.
 */
final class UpstreamPool implements UpstreamConnection.Home, Sweeper.Sweepable {
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

    private final Surroundings surroundings;
    private final HttpRelaySettings.Upstream settings;
    private final Destination.Fixed server;
    private final UpstreamAddresses addresses;
    private final Sweeper sweeper;
    private final int maxConnections;
    private final int maxWaiting;
    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<UpstreamSession> sessions = new ArrayList<>(1);
    private boolean speaksHttp2;
    private int connecting;
    private int open;
    private long resolvedAt;

    /**
     * What all pools of an event loop share.
     *
     * @param maxHead bytes of a response's head
     * @param loops among how many event loops limits are shared out
     */
    record Surroundings(
            ContextInternal context,
            NetClient client,
            HttpRelaySettings.Upstream settings,
            UpstreamAddresses.LookUp lookUp,
            int maxHead,
            int loops,
            Sweeper sweeper,
            LoopMemory memory) {}

    /** @param allowed which of the server's addresses may be connected with */
    UpstreamPool(Surroundings surroundings, Destination.Fixed server, Predicate<InetAddress> allowed) {
        this.surroundings = surroundings;
        this.settings = surroundings.settings();
        this.server = server;
        this.addresses = new UpstreamAddresses(surroundings.context(), surroundings.lookUp(), server.host(), allowed);
        this.sweeper = surroundings.sweeper();
        this.maxConnections = Math.max(1, settings.maxConnections() / surroundings.loops());
        this.maxWaiting = settings.maxWaiting() / surroundings.loops();
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
        UpstreamSession session = sessionWithRoom();
        UpstreamConnection connection = fresh || session != null ? null : takeIdle(repeatable);
        if (session != null) {
            session.open(waiter);
        } else if (connection != null) {
            waiter.connected(connection);
        } else if (!idle.isEmpty()) {
            // None of the idle ones can be trusted with this request. The oldest makes room, or they would pile up.
            idle.pollLast().close();
            connect(waiter);
        } else if (open < maxConnections && !(speaksHttp2 && connecting > 0)) {
            connect(waiter);
        } else if (waiting.size() < maxWaiting) {
            waiting.add(new Waiting(waiter, System.nanoTime()));
        } else {
            waiter.failed(RelayError.SATURATED);
        }
    }

    private UpstreamSession sessionWithRoom() {
        for (UpstreamSession session : sessions) {
            if (session.hasRoom()) {
                return session;
            }
        }
        return null;
    }

    /** A stream of that connection can begin. */
    void hasRoom(UpstreamSession session) {
        while (session.hasRoom() && !waiting.isEmpty()) {
            session.open(waiting.poll().waiter());
        }
    }

    /** No stream of that connection can begin any more. */
    void goesAway(UpstreamSession session) {
        sessions.remove(session);
    }

    /** A connection of HTTP/2 is gone. */
    void closed(UpstreamSession session) {
        sessions.remove(session);
        freed();
    }

    /** The waiter no longer needs one. */
    void cancel(Waiter waiter) {
        waiting.removeIf(entry -> entry.waiter() == waiter);
    }

    /** Gives a connection back that can serve the next request. */
    @Override
    public void release(UpstreamConnection connection) {
        Waiting next = waiting.poll();
        if (next != null) {
            next.waiter().connected(connection);
        } else {
            connection.idleSince(System.nanoTime());
            idle.push(connection);
        }
    }

    /** A connection is gone. */
    @Override
    public void closed(UpstreamConnection connection) {
        idle.remove(connection);
        freed();
    }

    /** Connections that are being opened, or serve somebody. */
    int busy() {
        return open - idle.size() - idleSessions();
    }

    private int idleSessions() {
        return (int) sessions.stream().filter(UpstreamSession::isIdle).count();
    }

    /** Whether nobody uses a connection or waits for one. */
    boolean isIdle() {
        return busy() == 0 && waiting.isEmpty();
    }

    /** Closes what is idle; to be called when nobody will ask for a connection any more. */
    void close() {
        sweeper.remove(this);
        while (!idle.isEmpty()) {
            idle.poll().close();
        }
        List.copyOf(sessions).forEach(UpstreamSession::goAway);
    }

    @Override
    public void sweep(long now) {
        while (!idle.isEmpty()
                && now - idle.peekLast().idleSince() > settings.keepAlive().toNanos()) {
            idle.pollLast().close();
        }
        for (UpstreamSession session : List.copyOf(sessions)) {
            boolean unused = session.isIdle()
                    && now - session.idleSince() > settings.keepAlive().toNanos();
            if (unused || session.isDeaf(now)) {
                session.goAway();
            }
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
        if (open < maxConnections && !waiting.isEmpty() && !(speaksHttp2 && connecting > 0)) {
            connect(waiting.poll().waiter());
        }
    }

    private void connect(Waiter waiter) {
        open++;
        connecting++;
        if (addresses.known()) {
            tryAll(waiter);
        } else {
            addresses.refresh().onComplete(done -> tryAll(waiter));
        }
    }

    private void tryAll(Waiter waiter) {
        RelayError ifNone = addresses.withheld() ? RelayError.FORBIDDEN : RelayError.UNREACHABLE;
        tryNext(waiter, addresses.inOrder(sweeper.now()).iterator(), ifNone);
    }

    private void tryNext(Waiter waiter, Iterator<InetAddress> rest, RelayError otherwise) {
        if (!rest.hasNext()) {
            connecting--;
            freed();
            addresses.refresh();
            waiter.failed(otherwise);
            return;
        }
        InetAddress address = rest.next();
        tryOne(address, UNTRIED, done -> {
            if (done.succeeded()) {
                addresses.took(address);
                connecting--;
                connected(waiter, done.result());
            } else {
                addresses.refused(address, sweeper.now());
                tryNext(waiter, rest, RelayError.noConnection(done.cause()));
            }
        });
    }

    /** A channel that was closed before it was told to connect has tried nothing, which says nothing of the address. */
    private void tryOne(InetAddress address, int untried, Handler<AsyncResult<NetSocket>> handler) {
        surroundings
                .context()
                .dispatch(
                        address, a -> surroundings.client().connect(options(a)).onComplete(done -> {
                            if (untried > 0 && done.cause() instanceof ClosedChannelException) {
                                tryOne(a, untried - 1, handler);
                            } else {
                                handler.handle(done);
                            }
                        }));
    }

    private ConnectOptions options(InetAddress address) {
        Optional<String> serverName = server.tls().map(tls -> tls.serverName().orElse(server.host()));
        ConnectOptions options = new ConnectOptions()
                .setRemoteAddress(SocketAddress.inetSocketAddress(new InetSocketAddress(address, server.port())))
                .setSsl(serverName.isPresent());
        serverName.ifPresent(
                name -> options.setHost(name).setPort(server.port()).setSniServerName(isName(name) ? name : null));
        return options;
    }

    /** SNI carries names only, never addresses (RFC 6066 section 3). */
    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private void connected(Waiter waiter, NetSocket socket) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        boolean tls = server.tls().isPresent();
        speaksHttp2 = tls ? SocketOptions.isHttp2(last.pipeline()) : server.protocol() == Protocol.HTTP2;
        if (speaksHttp2) {
            UpstreamSession session = new UpstreamSession(this, surroundings, last.channel(), last.name(), tls);
            sessions.add(session);
            session.open(waiter);
            hasRoom(session);
        } else if (server.protocol() == Protocol.HTTP2) {
            last.channel().closeFuture().addListener(closed -> freed());
            last.close();
            waiter.failed(RelayError.NO_HTTP2);
        } else {
            Sockets.prepare(last.channel(), surroundings.memory());
            // A server may answer and close while it is still being sent to: the answer is read before the end.
            last.channel().config().setAutoClose(false);
            UpstreamConnection connection =
                    UpstreamConnection.whole(this, surroundings.memory(), surroundings.maxHead(), tls);
            last.pipeline().addBefore(last.name(), "loupe-upstream", connection);
            waiter.connected(connection);
        }
    }
}
