package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/** What one connection has been given to send, and how much of it the kernel has not taken. */
final class Outgoing {
    private final ChannelHandlerContext context;
    private final LoopMemory memory;
    private boolean dirty;
    private long counted;

    Outgoing(ChannelHandlerContext context, LoopMemory memory) {
        this.context = context;
        this.memory = memory;
    }

    /** Takes bytes over; they go with the next {@link #flush}. */
    void write(ByteBuf bytes) {
        dirty = true;
        context.write(bytes, context.voidPromise());
    }

    void flush() {
        if (dirty) {
            dirty = false;
            context.flush();
            count();
        }
    }

    /** Bytes that the kernel has not taken yet. */
    long pending() {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Tells the event loop's memory how much waits here now. */
    void count() {
        long now = pending();
        memory.changed(now - counted);
        counted = now;
    }

    /** The connection is gone, and holds nothing. */
    void gone() {
        memory.changed(-counted);
        counted = 0;
    }

    /** Whether more may be given: the connection keeps up, and there is memory. */
    boolean takesMore() {
        return context.channel().isWritable() && memory.mayAdd(pending());
    }

    /** Runs the action once everything given so far has been taken, or the connection is gone. */
    void whenFlushed(Runnable action) {
        // Netty tells first and takes it off the account then, so what is asked at once still finds it pending.
        context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(done -> context.executor().execute(() -> {
                    count();
                    action.run();
                }));
    }
}
