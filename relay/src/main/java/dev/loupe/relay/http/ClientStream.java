package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.HttpEvent;
import dev.loupe.relay.http.codec.RequestDecoder;
import dev.loupe.relay.http2.ServerStreamCodec;
import dev.loupe.relay.http2.StreamReset;
import dev.loupe.relay.net.Outgoing;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2ResetFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One stream of a client's HTTP/2 connection, which is one exchange. Touched on its event loop only. */
final class ClientStream extends ChannelInboundHandlerAdapter implements ClientSide, Sweeper.Sweepable {
    private final RelayLoop loop;
    private final HttpPath.Connection connection;
    private final ServerStreamCodec codec;
    private final RequestDecoder decoder;

    private ChannelHandlerContext context;
    private Outgoing outgoing;
    private Exchange exchange;
    private ByteBuf current;
    private boolean decoding;
    private boolean closed;

    ClientStream(RelayLoop loop, HttpPath.Connection connection, ServerStreamCodec codec) {
        this.loop = loop;
        this.connection = connection;
        this.codec = codec;
        this.decoder = new RequestDecoder(
                loop.settings().listen().maxHeaderSize(),
                loop.settings().listen().maxTargetSize());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outgoing = new Outgoing(added, loop.memory());
        added.channel().config().setAllocator(Sockets.ALLOCATOR).setWriteBufferWaterMark(Sockets.WATER_MARK);
        loop.sweeper().add(this);
    }

    @Override
    public HttpPath.Connection connection() {
        return connection;
    }

    @Override
    public ByteBufAllocator allocator() {
        return context.alloc();
    }

    @Override
    public void schedule(Runnable action, Duration delay) {
        context.executor().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The connection as a whole says so to its client. */
    @Override
    public boolean isDraining() {
        return false;
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

    /** The end of a request is just that: a stream that its client has given up is reset. */
    @Override
    public long halfClosedFor() {
        return 0;
    }

    @Override
    public void abort() {
        if (!closed) {
            closed = true;
            StreamReset.broken(context.channel());
        }
    }

    @Override
    public void exchangeOver(boolean close) {
        exchange = null;
        if (!closed) {
            codec.endOfResponse();
            if (!decoder.ended()) {
                whenFlushed(() -> StreamReset.enough(context.channel()));
            }
            updateReading();
        }
    }

    @Override
    public void tunnel(Tunnel tunnel) {
        throw new IllegalStateException("a stream cannot be upgraded");
    }

    // --- from the client

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        current = in;
        decoding = true;
        decoder.feed(in, this::event);
        decoding = false;
        current = null;
        in.release();
        updateReading();
    }

    private void event(HttpEvent event) {
        if (event instanceof HttpEvent.Request request && !closed) {
            exchange = new Exchange(loop, this, request.head(), request.framing());
            exchange.begin();
        } else if (event instanceof HttpEvent.Malformed malformed && exchange == null && !closed) {
            refuse(RelayError.malformed(malformed.fault()));
        } else if (exchange != null) {
            pass(event);
        }
    }

    private void pass(HttpEvent event) {
        if (event instanceof HttpEvent.Content content) {
            exchange.requestContent(current, content);
        } else if (event instanceof HttpEvent.Body body) {
            exchange.requestBody(current.retainedSlice(body.start(), body.end() - body.start()), body.contentBytes());
        } else if (event instanceof HttpEvent.End) {
            exchange.requestEnd();
        } else if (event instanceof HttpEvent.Malformed malformed) {
            exchange.clientMalformed(RelayError.malformed(malformed.fault()));
        }
    }

    private void refuse(RelayError error) {
        loop.path().refused(error);
        String requestId = Long.toHexString(System.nanoTime());
        write(ErrorAnswer.write(allocator(), loop.path(), error, requestId, false, true));
        flush();
        exchangeOver(true);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.flushRequest();
        }
    }

    @Override
    public void updateReading() {
        if (closed || decoding) {
            return;
        }
        boolean reading = exchange == null || !exchange.blocksRequest();
        if (context.channel().config().isAutoRead() != reading) {
            context.channel().config().setAutoRead(reading);
        }
    }

    // --- what happens to the stream

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
        loop.sweeper().remove(this);
        if (exchange != null && codec.isResponseSent()) {
            exchange.flushed();
        } else if (exchange != null) {
            exchange.clientClosed();
        }
        ctx.fireChannelInactive();
    }

    /** A stream that is not read now would tell only after what has come is read. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Http2ResetFrame) {
            ctx.executor().execute(ctx::close);
        }
        ctx.fireUserEventTriggered(event);
    }

    /** What the codec finds wrong with a stream, it resets for itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Http2FrameStreamException) {
            ctx.fireExceptionCaught(cause);
        } else if (!(cause instanceof Http2Exception)) {
            StreamReset.broken(ctx.channel());
        }
    }

    @Override
    public void sweep(long now) {
        if (exchange != null) {
            exchange.sweep(now);
        }
    }

    @Override
    public void shutDown() {
        if (exchange != null) {
            exchange.shutDown();
        }
    }
}
