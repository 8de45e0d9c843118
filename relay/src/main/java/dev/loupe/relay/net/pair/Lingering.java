package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Outgoing;
import dev.loupe.relay.net.Reset;
import dev.loupe.relay.net.Sweeper;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ShutdownEvent;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection that has been told its last: what it still sends is read and dropped, since it would lose the last
 * words to a reset if we just closed. It ends when the client closes, or after a while.
 */
public final class Lingering extends ChannelInboundHandlerAdapter implements Sweeper.Sweepable {
    private static final long AFTER_THE_END_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long WITHOUT_PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Sweeper sweeper;
    private final LoopMemory memory;
    private boolean inputEnded;
    private ChannelHandlerContext context;
    private Outgoing outgoing;
    private boolean flushed;
    private boolean closed;
    private long since;

    /** @param inputEnded whether the client has ended what it says */
    public Lingering(Sweeper sweeper, LoopMemory memory, boolean inputEnded) {
        this.sweeper = sweeper;
        this.memory = memory;
        this.inputEnded = inputEnded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outgoing = new Outgoing(added, memory);
        outgoing.count();
        since = sweeper.now();
        sweeper.add(this);
        added.channel().config().setAutoRead(true);
        outgoing.whenFlushed(this::showEnd);
    }

    private void showEnd() {
        if (closed) {
            return;
        }
        flushed = true;
        since = sweeper.now();
        if (inputEnded) {
            close();
            return;
        }
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownOutput();
        } else {
            tls.closeOutbound().addListener(said -> shutdownOutput());
        }
    }

    private void shutdownOutput() {
        if (!closed && context.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            gone();
            context.close();
        }
    }

    private void gone() {
        outgoing.gone();
        sweeper.remove(this);
    }

    private void inputEnded() {
        inputEnded = true;
        if (flushed) {
            close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // There is nothing to do with what was read.
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!closed) {
            closed = true;
            gone();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent
                || (event instanceof SslCloseCompletionEvent tls && tls.isSuccess())) {
            inputEnded();
        } else if (!(event instanceof ShutdownEvent)) {
            ReferenceCountUtil.release(event);
        }
    }

    @Override
    public void sweep(long now) {
        if (!flushed && outgoing.progressed()) {
            since = now;
        }
        if (now - since > (flushed ? AFTER_THE_END_NANOS : WITHOUT_PROGRESS_NANOS)) {
            shutDown();
        }
    }

    @Override
    public void shutDown() {
        if (!closed) {
            closed = true;
            gone();
            Reset.close(context);
        }
    }
}
