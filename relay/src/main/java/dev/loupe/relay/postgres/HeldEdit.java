package dev.loupe.relay.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;

/** Holds what came until the message that is to be changed is whole, or turns out never to come. */
abstract class HeldEdit implements Edit {
    private final ByteBufAllocator allocator;
    private ByteBuf held;
    private boolean done;

    HeldEdit(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    final ByteBufAllocator allocator() {
        return allocator;
    }

    @Override
    public final ByteBuf pass(ByteBuf bytes) {
        held = held == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, held, bytes);
        return edited(held);
    }

    /**
     * What may be passed on of all that is held.
     *
     * @param all still held, until it is {@link #release released}
     */
    abstract ByteBuf edited(ByteBuf all);

    @Override
    public final boolean isDone() {
        return done;
    }

    @Override
    public final ByteBuf release() {
        ByteBuf all = held;
        held = null;
        done = true;
        return all;
    }
}
