package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.HttpEvent;
import dev.loupe.relay.http.codec.ResponseDecoder;
import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Outgoing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.vertx.core.net.impl.ShutdownEvent;

/**
 * One connection to the upstream, or one stream of one: decodes responses and hands them to the exchange that it serves.
 * Touched on its event loop only.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private final Home home;
    private final LoopMemory memory;
    private final ResponseDecoder decoder;
    private final boolean tls;
    private final boolean stream;

    private ChannelHandlerContext context;
    private Outgoing outgoing;
    private Exchange exchange;
    private TunnelEnd tunnel;
    private ByteBuf current;
    private boolean used;
    private boolean served;
    private boolean untouched;
    private boolean spoiled;
    private boolean failed;
    private boolean closeNotified;
    private boolean open = true;
    private long idleSince;

    /** Where a connection comes from, and goes when it is not needed. */
    interface Home {
        /** It can serve another request. */
        void release(UpstreamConnection connection);

        /** It is gone. */
        void closed(UpstreamConnection connection);

        /** Its request was given up before the response was whole. */
        default void abandoned(UpstreamConnection connection) {}
    }

    private UpstreamConnection(Home home, LoopMemory memory, int maxHead, boolean tls, boolean stream, boolean used) {
        this.home = home;
        this.memory = memory;
        this.decoder = new ResponseDecoder(maxHead);
        this.tls = tls;
        this.stream = stream;
        this.used = used;
    }

    /** A connection of its own, which serves one request after the other. */
    static UpstreamConnection whole(Home home, LoopMemory memory, int maxHead, boolean tls) {
        return new UpstreamConnection(home, memory, maxHead, tls, false, false);
    }

    /**
     * A stream of an HTTP/2 connection, which serves one request.
     *
     * @param used whether the connection has served a request before
     */
    static UpstreamConnection stream(Home home, LoopMemory memory, int maxHead, boolean used) {
        return new UpstreamConnection(home, memory, maxHead, false, true, used);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outgoing = new Outgoing(added, memory);
    }

    /** Whether it has served a request before, so that the server may have closed it meanwhile. */
    boolean used() {
        return used;
    }

    /** Whether a request on it may have to be sent again on another one. */
    boolean mayFail() {
        return used || stream;
    }

    /** Whether the upstream has said that it did nothing with the request (RFC 9113 section 8.7). */
    boolean isUntouched() {
        return untouched;
    }

    /** Whether all that was written has been taken. */
    boolean isFlushed() {
        return outgoing.pending() == 0;
    }

    boolean isOpen() {
        return open && context.channel().isActive();
    }

    long idleSince() {
        return idleSince;
    }

    void idleSince(long now) {
        idleSince = now;
    }

    /** Serves that exchange from now on. */
    void serve(Exchange asker, String method) {
        exchange = asker;
        served = true;
        decoder.answering(method);
    }

    void write(ByteBuf bytes) {
        if (failed || !open) {
            bytes.release();
        } else {
            outgoing.write(bytes);
        }
    }

    void flush() {
        outgoing.flush();
    }

    /** Whether the upstream keeps up, so that it may be given more. */
    boolean takesMore() {
        return failed || outgoing.takesMore();
    }

    void whenFlushed(Runnable action) {
        outgoing.whenFlushed(action);
    }

    void read(boolean reading) {
        context.channel().config().setAutoRead(reading);
    }

    /** Leaves the connection to that end of a tunnel, and what of it has been read already. */
    void tunnel(TunnelEnd end) {
        exchange = null;
        tunnel = end;
        outgoing.flush();
        outgoing.gone();
        context.channel().closeFuture().addListener(closed -> home.closed(this));
        context.pipeline().replace(this, "loupe-tunnel", end);
    }

    void close() {
        if (exchange != null) {
            home.abandoned(this);
        }
        open = false;
        exchange = null;
        context.close();
    }

    /** The exchange has its response: serves the next one if everything is in order, else closes. */
    void done(boolean reusable) {
        exchange = null;
        if (!reusable || (stream && !served) || spoiled || failed || !isOpen()) {
            close();
            return;
        }
        used = true;
        decoder.next();
        read(true);
        home.release(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        current = in;
        try {
            if (exchange == null) {
                close();
                return;
            }
            decoder.feed(in, this::event);
            if (tunnel != null) {
                tunnel.take(in.readRetainedSlice(in.readableBytes()));
            }
        } finally {
            current = null;
            in.release();
        }
    }

    private void event(HttpEvent event) {
        Exchange served = exchange;
        if (served == null) {
            return;
        }
        if (event instanceof HttpEvent.Body body) {
            served.responseBody(current, body);
        } else if (event instanceof HttpEvent.Content content) {
            served.responseContent(current, content);
        } else if (event instanceof HttpEvent.Response response) {
            served.responseHead(response.head(), response.framing());
        } else if (event instanceof HttpEvent.End) {
            // Bytes after the response belong to no request: this connection cannot be trusted with another.
            spoiled |= current != null && current.isReadable();
            served.responseEnd();
        } else if (event instanceof HttpEvent.Interim interim) {
            served.interim(interim.head());
        } else if (event instanceof HttpEvent.Malformed) {
            served.upstreamMalformed();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.flushResponse();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.upstreamTakes();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean wasOpen = open;
        open = false;
        Exchange served = exchange;
        exchange = null;
        outgoing.gone();
        home.closed(this);
        if (wasOpen && served != null) {
            boolean orderly = !failed && (!tls || closeNotified);
            if (orderly && decoder.inputClosed()) {
                served.responseEnd();
            } else {
                served.upstreamClosed();
            }
        }
        ctx.fireChannelInactive();
    }

    /** A write that failed leaves the answer to be read, if there is one; the end of the input comes for itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failed = true;
        if (exchange == null) {
            close();
        } else {
            exchange.upstreamWriteFailed();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent closed) {
            closeNotified = closed.isSuccess();
        } else if (event instanceof Http2ResetFrame reset) {
            untouched = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
        } else if (event instanceof Http2GoAwayFrame goAway) {
            untouched = true;
            goAway.release();
        } else if (!(event instanceof ShutdownEvent)) {
            ctx.fireUserEventTriggered(event);
        }
    }
}
