package dev.loupe.relay.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2StreamChannel;

/** What one connection has been given to send, and how much of it the kernel has not taken. */
public final class Outgoing {
    private final ChannelHandlerContext context;
    private final LoopMemory memory;
    private boolean dirty;
    private long counted;
    private long pendingBefore;

    /** Nothing yet. */
    public Outgoing(ChannelHandlerContext context, LoopMemory memory) {
        this.context = context;
        this.memory = memory;
    }

    /** Takes bytes over; they go with the next {@link #flush}. */
    public void write(ByteBuf bytes) {
        dirty = true;
        context.write(bytes, context.voidPromise());
    }

    /** Hands what was written to the kernel. */
    public void flush() {
        if (dirty) {
            dirty = false;
            context.flush();
            count();
        }
    }

    /** Bytes that the kernel has not taken yet. */
    public long pending() {
        Channel channel = context.channel();
        if (channel instanceof Http2StreamChannel) {
            return pendingOfStream(channel);
        }
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** A stream of HTTP/2 tells only how far it is from its water marks; both are counted from one byte beyond. */
    private static long pendingOfStream(Channel stream) {
        if (!stream.isOpen()) {
            return 0;
        }
        long room = stream.bytesBeforeUnwritable();
        return room > 0
                ? stream.config().getWriteBufferHighWaterMark() + 1 - room
                : stream.config().getWriteBufferLowWaterMark() - 1 + stream.bytesBeforeWritable();
    }

    /** Tells the event loop's memory how much waits here now. */
    public void count() {
        long now = pending();
        memory.changed(now - counted);
        counted = now;
    }

    /** Whether the peer has taken anything since this was asked last. */
    public boolean progressed() {
        count();
        boolean moved = counted < pendingBefore;
        pendingBefore = counted;
        return moved;
    }

    /** The connection is gone, and holds nothing. */
    public void gone() {
        memory.changed(-counted);
        counted = 0;
    }

    /** Whether more may be given: the connection keeps up, and there is memory. */
    public boolean takesMore() {
        return context.channel().isWritable() && memory.mayAdd(pending());
    }

    /** Runs the action once everything given so far has been taken, or the connection is gone. */
    public void whenFlushed(Runnable action) {
        // Netty tells first and takes it off the account then, so what is asked at once still finds it pending.
        context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(done -> context.executor().execute(() -> {
                    count();
                    action.run();
                }));
    }
}
