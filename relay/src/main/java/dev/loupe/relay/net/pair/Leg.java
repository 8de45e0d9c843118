package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.Outgoing;
import dev.loupe.relay.net.Reset;
import dev.loupe.relay.net.Sweeper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ShutdownEvent;

/**
 * One connection of a {@link Pair}: what it reads, the pair lets the other one write, and it reads on when that keeps up.
 * Touched on its event loop only.
 */
public final class Leg extends ChannelInboundHandlerAdapter {
    private final Owner owner;
    private final LoopMemory memory;

    private Leg other;
    private ChannelHandlerContext context;
    private Outgoing outgoing;
    private boolean reading = true;
    private boolean inputEnded;
    private boolean finishing;
    private boolean unheard;
    private boolean closed;

    /** What a connection tells its pair. */
    public interface Owner {
        /** Bytes have come; they go over to the owner, which is to pass them on. */
        void read(Leg leg, ByteBuf bytes);

        /** What has come for now has been passed on. */
        void passedOn(Leg leg);

        /** It is not read, since the other one does not take more; or it is again. */
        void stalls(Leg leg, boolean stalls);

        /** It has said everything that it ever will. */
        void inputEnded(Leg leg);

        /** It takes nothing any more. */
        void deaf(Leg leg);

        /** The process is to end. */
        void draining();
    }

    Leg(Owner owner, LoopMemory memory) {
        this.owner = owner;
        this.memory = memory;
    }

    void faces(Leg opposite) {
        other = opposite;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outgoing = new Outgoing(added, memory);
        // Who no longer listens may have said something, which is read before the end.
        added.channel().config().setAutoClose(false).setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    // --- what comes

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        take((ByteBuf) message);
    }

    /** Bytes of this connection; the reference goes over to this. */
    void take(ByteBuf bytes) {
        if (inputEnded || other.closed) {
            bytes.release();
        } else {
            owner.read(this, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        passOn();
    }

    /** Sends on what was taken, and reads on if there is room for it. */
    void passOn() {
        other.flush();
        owner.passedOn(this);
        read();
    }

    /** Reads on if there is room for it. */
    public void read() {
        if (closed) {
            return;
        }
        boolean takes = other.takesMore();
        if (takes != reading) {
            reading = takes;
            context.channel().config().setAutoRead(takes);
            owner.stalls(this, !takes);
        }
        if (!takes) {
            // Where memory is short and not the connection, nothing else tells when it is taken.
            other.outgoing.whenFlushed(this::read);
        }
    }

    /** It ended, or the connection has broken. */
    void endInput() {
        if (inputEnded) {
            return;
        }
        inputEnded = true;
        owner.inputEnded(this);
    }

    // --- what goes

    /** Takes bytes over; they go with the next {@link #flush}. */
    public void write(ByteBuf bytes) {
        if (closed || unheard || !bytes.isReadable()) {
            bytes.release();
        } else {
            outgoing.write(bytes);
        }
    }

    /** Hands what was written to the kernel. */
    public void flush() {
        if (!closed) {
            outgoing.flush();
        }
    }

    /** Where buffers for it come from. */
    public ByteBufAllocator allocator() {
        return context.alloc();
    }

    private boolean takesMore() {
        return closed || unheard || outgoing.takesMore();
    }

    /** Whether anything more was taken since this was asked last. */
    public boolean progressed() {
        return !closed && outgoing.progressed();
    }

    /** Whether it has been ended from here, or is gone. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether it takes nothing any more. */
    public boolean isDeaf() {
        return unheard || closed;
    }

    /** Whether it has said everything that it ever will. */
    public boolean isInputEnded() {
        return inputEnded;
    }

    /** Shows the peer that the other side has said everything, and still listens. */
    public void finish() {
        if (closed || finishing) {
            return;
        }
        finishing = true;
        outgoing.whenFlushed(() -> {
            if (!closed) {
                SslHandler tls = context.pipeline().get(SslHandler.class);
                if (tls != null) {
                    tls.closeOutbound();
                } else if (context.channel() instanceof DuplexChannel duplex) {
                    duplex.shutdownOutput();
                }
            }
        });
    }

    /** Ends the connection once everything has been taken. */
    public void close() {
        if (!closed) {
            outgoing.whenFlushed(this::closeNow);
        }
    }

    private void closeNow() {
        if (!closed) {
            closed = true;
            outgoing.gone();
            context.close();
        }
    }

    /** Ends the connection, a client's, so that what it was told last reaches it even if it is still sending. */
    public void linger(Sweeper sweeper) {
        if (!closed) {
            closed = true;
            outgoing.flush();
            outgoing.gone();
            context.pipeline().replace(this, "loupe-lingering", new Lingering(sweeper, memory, inputEnded));
        }
    }

    /** Breaks the connection. */
    public void abort() {
        if (!closed) {
            closed = true;
            outgoing.gone();
            Reset.close(context);
        }
    }

    // --- what happens to it

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && other != null) {
            other.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean before = closed;
        closed = true;
        unheard = true;
        if (!before) {
            outgoing.gone();
        }
        endInput();
        owner.deaf(this);
        ctx.fireChannelInactive();
    }

    /** What it has still said is read before the end, which comes for itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!unheard && !closed) {
            unheard = true;
            other.read();
            owner.deaf(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent
                || (event instanceof SslCloseCompletionEvent tls && tls.isSuccess())) {
            endInput();
        } else if (event instanceof ShutdownEvent) {
            owner.draining();
        } else {
            ReferenceCountUtil.release(event);
        }
    }
}
