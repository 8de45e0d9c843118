package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.protocol.Frames;
import dev.loupe.relay.net.LoopMemory;
import dev.loupe.relay.net.pair.Leg;
import io.netty.buffer.ByteBuf;

/**
 * One direction of a connection: what comes is decoded as far as it is whole, and goes on; a method or content header that is
 * not whole waits for its rest. Once it is blind, everything goes on as it comes. Touched on its event loop only.
 *
 * @param <E> what the decoder tells
 */
abstract class Way<E> implements Frames<E> {
    private static final int STEP = 4 * 1024;
    private static final int FRAME_HEADER = 7;
    private static final int SIZE_AT = 3;

    private final Leg to;
    private final LoopMemory memory;
    private final int mostHeld;
    private final Outlet outlet;

    private ByteBuf held;
    private int heldCounted;
    private ByteBuf in;
    private int boundary = -1;
    private boolean betweenFrames;
    private boolean blind;

    Way(Leg to, RelayLoop loop) {
        this.to = to;
        this.memory = loop.pairs().memory();
        this.outlet = new Outlet(to);
        // A method, a content header and what is to be at hand of a body.
        this.mostHeld =
                2 * loop.path().decoding().maxFrame() + loop.path().decoding().peek() + STEP;
    }

    /** Tells what is whole to this, and gives back how many bytes that were. */
    abstract int decode(ByteBuf bytes);

    /** The decoder, or something that it called, threw; nothing more is decoded. */
    abstract void failed(Throwable why);

    final Outlet outlet() {
        return outlet;
    }

    /** What is being decoded; the indexes of frames are its. */
    final ByteBuf in() {
        return in;
    }

    final Leg to() {
        return to;
    }

    /** Whether what has been passed on ends with a frame. */
    final boolean isBetweenFrames() {
        return betweenFrames && !blind;
    }

    /** Whether a part of a frame waits for its rest. */
    final boolean holds() {
        return held != null;
    }

    final boolean isBlind() {
        return blind;
    }

    /** Passes on what comes from now on as it is, after what is held. */
    final void goBlind() {
        if (!blind) {
            blind = true;
            giveUpHeld();
            to.flush();
        }
    }

    /** Passes on what is held, since nothing follows. */
    final void giveUpHeld() {
        if (held != null) {
            ByteBuf rest = held;
            hold(null);
            to.write(rest);
        }
    }

    /** The connection is over; what comes still is passed on as it is, and what is held is not. */
    final void end() {
        blind = true;
        if (held != null) {
            held.release();
            hold(null);
        }
    }

    /** Takes bytes over and writes them, as far as they can be passed on. */
    final void pass(ByteBuf bytes) {
        while (held != null && !blind && bytes.isReadable()) {
            join(bytes);
        }
        if (!bytes.isReadable()) {
            bytes.release();
        } else if (blind) {
            giveUpHeld();
            to.write(bytes);
        } else {
            int taken = feed(bytes);
            int rest = bytes.readableBytes() - taken;
            boolean gone = outlet.end(bytes.readerIndex() + taken);
            if (!gone) {
                if (rest > 0) {
                    hold(to.allocator().ioBuffer(rest + STEP).writeBytes(bytes, bytes.writerIndex() - rest, rest));
                }
                bytes.release();
            }
        }
    }

    /** Completes what is held with a little of what came, so that the rest of that need not be copied. */
    private void join(ByteBuf bytes) {
        ByteBuf joined = held;
        int before = joined.readableBytes();
        int more = Math.min(bytes.readableBytes(), Math.max(STEP, before));
        joined.writeBytes(bytes, bytes.readerIndex(), more);
        int taken = feed(joined);
        int end = joined.readerIndex() + taken;
        int rest = joined.writerIndex() - end;
        if (taken == 0) {
            bytes.skipBytes(more);
            hold(joined);
        } else if (taken >= before) {
            bytes.skipBytes(taken - before);
            hold(null);
            joined.writerIndex(end);
            if (!outlet.end(end)) {
                joined.release();
            }
        } else {
            bytes.skipBytes(more);
            ByteBuf kept = to.allocator().ioBuffer(rest + STEP).writeBytes(joined, end, rest);
            if (!outlet.end(end)) {
                joined.release();
            }
            hold(kept);
        }
    }

    private int feed(ByteBuf bytes) {
        in = bytes;
        outlet.begin(bytes);
        int all = bytes.readableBytes();
        int taken = all;
        boundary = -1;
        try {
            taken = decode(bytes);
            if (all - taken > mostHeld) {
                failed(new IllegalStateException("the decoder waits for too much"));
                taken = all;
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed(e);
        }
        if (taken > 0) {
            betweenFrames = boundary == bytes.readerIndex() + taken;
        }
        in = null;
        return taken;
    }

    private void hold(ByteBuf rest) {
        held = rest;
        int now = rest == null ? 0 : rest.capacity();
        memory.changed(now - heldCounted);
        heldCounted = now;
    }

    /** A frame that ends there was told; what is larger than what is read of it ends later. */
    final void frame(int from, int until) {
        if (until - from == in.getInt(from + SIZE_AT) + FRAME_HEADER + 1) {
            boundary = until;
        }
    }

    /** A part of a body was told, which ends a frame if its end octet is there. */
    final void bodyPart(int until, int payloadTo) {
        if (until > payloadTo) {
            boundary = until;
        }
    }
}
