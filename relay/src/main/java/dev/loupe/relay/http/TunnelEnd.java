package dev.loupe.relay.http;

import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Outgoing;
import dev.loupe.relay.net.Reset;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.net.impl.ShutdownEvent;

/** One connection of a {@link Tunnel}: what it reads, the other end writes. Touched on its event loop only. */
final class TunnelEnd extends ChannelInboundHandlerAdapter {
    private final Tunnel tunnel;
    private final LoopMemory memory;

    private TunnelEnd other;
    private ChannelHandlerContext context;
    private Outgoing outgoing;
    private boolean inputEnded;
    private boolean finished;
    private boolean closed;

    TunnelEnd(Tunnel tunnel, LoopMemory memory) {
        this.tunnel = tunnel;
        this.memory = memory;
    }

    void faces(TunnelEnd opposite) {
        other = opposite;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outgoing = new Outgoing(added, memory);
        added.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    /** Reads from now on. */
    void start() {
        if (!context.channel().isActive()) {
            closed = true;
            tunnel.broken(this);
            return;
        }
        read();
    }

    /** Bytes that came out of this end before the tunnel was there; the reference goes over to this. */
    void take(ByteBuf bytes) {
        if (bytes.isReadable() && !other.closed) {
            tunnel.moved(this, bytes.readableBytes());
            other.outgoing.write(bytes);
        } else {
            bytes.release();
        }
    }

    /** The client has finished sending before the tunnel was there. */
    void inputEnded() {
        if (!inputEnded && !closed) {
            inputEnded = true;
            other.finish();
        }
    }

    /** Whether everything that the other end will ever say has been sent, and its end shown. */
    boolean isFinished() {
        return finished;
    }

    boolean progressed() {
        return !closed && outgoing.progressed();
    }

    void close() {
        if (!closed) {
            closed = true;
            context.close();
        }
    }

    /** Ends the connection so that its peer sees that not everything was said. */
    void abort() {
        if (!closed) {
            closed = true;
            Reset.close(context);
        }
    }

    private void read() {
        boolean reading = other.closed || other.outgoing.takesMore();
        context.channel().config().setAutoRead(reading);
        if (!reading) {
            // Where memory is short and not the connection, nothing else tells when it is taken.
            other.outgoing.whenFlushed(this::resume);
        }
    }

    private void resume() {
        if (!closed && (other.closed || other.outgoing.takesMore())) {
            context.channel().config().setAutoRead(true);
        }
    }

    /** Shows the peer that the other end has said everything. */
    private void finish() {
        if (closed) {
            return;
        }
        outgoing.whenFlushed(() -> {
            if (!closed && !finished) {
                finished = true;
                SslHandler tls = context.pipeline().get(SslHandler.class);
                if (tls != null) {
                    tls.closeOutbound();
                } else if (context.channel() instanceof DuplexChannel duplex) {
                    duplex.shutdownOutput();
                }
                tunnel.finished();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        take((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flushOther();
    }

    /** Sends on what was taken, and reads on if there is room for it. */
    void flushOther() {
        if (!other.closed) {
            other.outgoing.flush();
        }
        if (!closed) {
            read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        other.resume();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed = true;
        outgoing.gone();
        tunnel.broken(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        tunnel.broken(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent
                || (event instanceof SslCloseCompletionEvent tls && tls.isSuccess())) {
            inputEnded();
        } else if (!(event instanceof ShutdownEvent)) {
            ctx.fireUserEventTriggered(event);
        }
    }
}
