package dev.loupe.relay.http;

import dev.loupe.relay.http2.Http2Limits;
import dev.loupe.relay.http2.Http2Session;
import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/** An HTTP/2 connection to the upstream: each request has a stream of it. Touched on its event loop only. */
final class UpstreamSession implements Http2Session.Listener, UpstreamConnection.Home {
    private static final int MOST_STREAMS = 128;

    /** What was written into a head beside what the client had sent. */
    private static final int HEAD_ROOM = 64 * 1024;

    /** How long a connection may take to show that it is alive. */
    private static final long DEAF_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final UpstreamPool pool;
    private final LoopMemory memory;
    private final String scheme;
    private final int maxHead;
    private final Sweeper sweeper;
    private final Http2Session session;

    private boolean used;
    private boolean suspected;
    private long suspectedAt;
    private long idleSince;

    /** @param before name of the handler before which HTTP/2 is spoken */
    UpstreamSession(
            UpstreamPool pool, UpstreamPool.Surroundings surroundings, Channel channel, String before, boolean tls) {
        this.pool = pool;
        this.memory = surroundings.memory();
        this.scheme = tls ? "https" : "http";
        this.maxHead = surroundings.maxHead();
        this.sweeper = surroundings.sweeper();
        this.idleSince = sweeper.now();
        channel.config().setAllocator(Sockets.ALLOCATOR).setWriteBufferWaterMark(Sockets.WATER_MARK);
        this.session = Http2Session.client(channel, before, new Http2Limits(MOST_STREAMS, maxHead), this);
    }

    boolean hasRoom() {
        return !suspected && session.hasRoom(MOST_STREAMS);
    }

    boolean isIdle() {
        return session.streams() == 0;
    }

    long idleSince() {
        return idleSince;
    }

    /** Gives a stream to somebody who needs a connection. */
    void open(UpstreamPool.Waiter waiter) {
        boolean before = used;
        used = true;
        session.open(
                scheme,
                maxHead + HEAD_ROOM,
                stream -> {
                    UpstreamConnection connection = UpstreamConnection.stream(this, memory, maxHead, before);
                    stream.config().setAllocator(Sockets.ALLOCATOR).setWriteBufferWaterMark(Sockets.WATER_MARK);
                    stream.pipeline().addLast(connection);
                    waiter.connected(connection);
                },
                () -> waiter.failed(RelayError.BROKEN));
    }

    /** Whether the connection is dead, though nobody has said so. */
    boolean isDeaf(long now) {
        return suspected && now - suspectedAt > DEAF_NANOS;
    }

    /** Lets those who have streams finish. */
    void goAway() {
        session.goAway();
    }

    // --- of a stream

    /** The stream ends by itself when both its messages are through. */
    @Override
    public void release(UpstreamConnection stream) {
        if (!stream.isFlushed()) {
            stream.close();
        }
    }

    @Override
    public void closed(UpstreamConnection stream) {}

    /** A request may have been given up because the connection is dead: it has to answer before it gets another one. */
    @Override
    public void abandoned(UpstreamConnection stream) {
        if (!suspected && session.hasRoom(MOST_STREAMS)) {
            suspected = true;
            suspectedAt = sweeper.now();
            session.ping();
        }
    }

    // --- of the connection

    @Override
    public void heard() {
        if (suspected) {
            suspected = false;
            pool.hasRoom(this);
        }
    }

    @Override
    public void goesAway() {
        pool.goesAway(this);
    }

    @Override
    public void streamEnded() {
        idleSince = sweeper.now();
        pool.hasRoom(this);
    }

    @Override
    public void closed() {
        pool.closed(this);
    }
}
