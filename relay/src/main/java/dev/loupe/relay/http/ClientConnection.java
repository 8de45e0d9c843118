package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.HttpEvent;
import dev.loupe.relay.http.codec.RequestDecoder;
import dev.loupe.relay.net.ClientLimit;
import dev.loupe.relay.net.Outgoing;
import dev.loupe.relay.net.Reset;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.net.impl.ShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection: decodes requests, one exchange at a time (pipelined ones wait in the socket), and writes what
 * the exchange gives it. Touched on its event loop only.
 *
 * <pre>
 *  idle ──first byte──► head ──► exchange ──► idle
 *                        │          │
 *                        └──────────┴──► lingering ──► closed
 * </pre>
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements ClientSide, Sweeper.Sweepable {
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LINGER_WHEN_DRAINING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RelayLoop loop;
    private final ClientLimit.Admission admission;
    private final RequestDecoder decoder;

    private ChannelHandlerContext context;
    private Outgoing outgoing;
    private HttpPath.Connection connection;
    private Exchange exchange;
    private ByteBuf current;
    private ByteBuf held;
    private boolean decoding;
    private boolean draining;
    private boolean lingering;
    private boolean closed;
    private long since;
    private long halfClosedSince = -1;

    ClientConnection(RelayLoop loop, ClientLimit.Admission admission) {
        this.loop = loop;
        this.admission = admission;
        this.decoder = new RequestDecoder(
                loop.settings().listen().maxHeaderSize(),
                loop.settings().listen().maxTargetSize());
        this.since = loop.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outgoing = new Outgoing(added, loop.memory());
        connection = loop.describe(added.channel(), "1.1");
        Sockets.prepare(added.channel(), loop.memory());
        added.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        loop.sweeper().add(this);
        switch (admission) {
            case SERVED -> {}
            case SHED -> refuse(RelayError.SATURATED);
            case DROPPED -> abort();
        }
    }

    @Override
    public ByteBufAllocator allocator() {
        return context.alloc();
    }

    @Override
    public HttpPath.Connection connection() {
        return connection;
    }

    @Override
    public void schedule(Runnable action, Duration delay) {
        context.executor().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public boolean isDecoding() {
        return decoding;
    }

    // --- towards the client

    @Override
    public void write(ByteBuf bytes) {
        if (closed) {
            bytes.release();
        } else {
            outgoing.write(bytes);
        }
    }

    @Override
    public void flush() {
        outgoing.flush();
    }

    @Override
    public boolean takesMore() {
        return closed || outgoing.takesMore();
    }

    @Override
    public boolean isFlushed() {
        return closed || outgoing.pending() == 0;
    }

    @Override
    public void whenFlushed(Runnable action) {
        outgoing.whenFlushed(action);
    }

    @Override
    public boolean progressed() {
        return outgoing.progressed();
    }

    @Override
    public long halfClosedFor() {
        return halfClosedSince < 0 ? 0 : loop.now() - halfClosedSince;
    }

    @Override
    public void abort() {
        if (!closed) {
            closed = true;
            Reset.close(context);
        }
    }

    // --- from the client

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (closed || lingering) {
            in.release();
        } else if (held != null) {
            held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, in);
        } else {
            decode(in);
        }
    }

    private void decode(ByteBuf in) {
        if (exchange == null && !decoder.inHead()) {
            since = loop.now();
        }
        decoding = true;
        current = in;
        decoder.feed(in, this::event);
        while (exchange == null && !closed && !lingering && in.isReadable()) {
            decoder.feed(in, this::event);
        }
        current = null;
        decoding = false;
        if (in.isReadable() && !closed && !lingering) {
            held = in;
        } else {
            in.release();
        }
        updateReading();
    }

    private void event(HttpEvent event) {
        if (closed || lingering) {
            return;
        }
        if (event instanceof HttpEvent.Content content) {
            exchange.requestContent(current, content);
        } else if (event instanceof HttpEvent.Body body) {
            exchange.requestBody(current.retainedSlice(body.start(), body.end() - body.start()), body.contentBytes());
        } else if (event instanceof HttpEvent.Request request) {
            exchange = new Exchange(loop, this, request.head(), request.framing());
            exchange.begin();
        } else if (event instanceof HttpEvent.End) {
            if (exchange != null) {
                exchange.requestEnd();
            }
        } else if (event instanceof HttpEvent.Malformed malformed) {
            RelayError error = RelayError.malformed(malformed.fault());
            if (exchange != null) {
                exchange.clientMalformed(error);
            } else {
                refuse(error);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flushRequest();
    }

    private void flushRequest() {
        if (exchange != null) {
            exchange.flushRequest();
        }
    }

    @Override
    public void updateReading() {
        if (closed || decoding) {
            return;
        }
        boolean reading = lingering || (held == null && (exchange == null || !exchange.blocksRequest()));
        if (context.channel().config().isAutoRead() != reading) {
            context.channel().config().setAutoRead(reading);
        }
    }

    @Override
    public void exchangeOver(boolean close) {
        exchange = null;
        since = loop.now();
        if (closed) {
            return;
        }
        if (close) {
            linger();
        } else {
            decoder.next();
            if (held != null && !decoding) {
                goOn();
            } else {
                updateReading();
            }
            endIfNothingFollows();
        }
    }

    private void goOn() {
        ByteBuf next = held;
        held = null;
        decode(next);
        // What was held is not followed by the end of a read, which would flush it.
        flushRequest();
    }

    @Override
    public void tunnel(Tunnel tunnel) {
        exchange = null;
        outgoing.flush();
        outgoing.gone();
        loop.sweeper().remove(this);
        context.pipeline().replace(this, "loupe-tunnel", tunnel.client());
        tunnel.begin();
        if (held != null) {
            tunnel.client().take(held);
            held = null;
        }
        if (halfClosedSince >= 0) {
            tunnel.client().inputEnded();
        }
        tunnel.client().flushOther();
    }

    private void refuse(RelayError error) {
        loop.path().refused(error);
        String requestId = Long.toHexString(System.nanoTime());
        write(ErrorAnswer.write(allocator(), loop.path(), error, requestId, false, true));
        flush();
        linger();
    }

    /** The client may still be sending, and would lose the answer to a reset if we just closed. */
    private void linger() {
        lingering = true;
        since = loop.now();
        releaseHeld();
        updateReading();
        whenFlushed(halfClosedSince >= 0 ? this::close : this::finishSending);
    }

    private void finishSending() {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls == null) {
            ((DuplexChannel) context.channel()).shutdownOutput();
        } else {
            tls.closeOutbound().addListener(said -> ((DuplexChannel) context.channel()).shutdownOutput());
        }
    }

    private void close() {
        closed = true;
        context.close();
    }

    private void releaseHeld() {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    // --- what happens to the connection

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.clientTakes();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed = true;
        outgoing.gone();
        releaseHeld();
        loop.sweeper().remove(this);
        if (exchange != null) {
            exchange.clientClosed();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            halfClosedSince = loop.now();
            endIfNothingFollows();
        } else if (event instanceof ShutdownEvent) {
            draining = true;
            if (exchange == null && !decoder.inHead() && !lingering) {
                close();
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** A client that sends no more may still read: it gets the answer to what it has sent, if that was whole. */
    private void endIfNothingFollows() {
        if (halfClosedSince < 0 || closed || decoding || held != null) {
            return;
        }
        if (exchange == null) {
            linger();
        } else if (!decoder.ended()) {
            close();
        }
    }

    @Override
    public void sweep(long now) {
        HttpRelaySettings.Listen listen = loop.settings().listen();
        if (lingering) {
            if (now - since > (draining ? LINGER_WHEN_DRAINING_NANOS : LINGER_NANOS)) {
                close();
            }
        } else if (exchange != null) {
            exchange.sweep(now);
        } else if (decoder.inHead()) {
            if (now - since > listen.headerTimeout().toNanos()) {
                refuse(RelayError.REQUEST_TIMEOUT);
            }
        } else if (draining || now - since > listen.keepAlive().toNanos()) {
            close();
        }
    }

    @Override
    public void shutDown() {
        if (exchange != null) {
            exchange.shutDown();
        }
        close();
    }
}
