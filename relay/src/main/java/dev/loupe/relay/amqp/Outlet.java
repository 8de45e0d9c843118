package dev.loupe.relay.amqp;

import dev.loupe.relay.net.pair.Leg;
import io.netty.buffer.ByteBuf;

/**
 * Writes what was read, with some ranges changed or left out. Where nothing is, the very same buffer goes on; long stretches
 * between changes go on as slices of it, and short ones are copied together, since many small buffers cost the kernel more than
 * a copy. Touched on its event loop only.
 */
final class Outlet {
    private static final int WORTH_A_SLICE = 8 * 1024;
    private static final int MOST_TOGETHER = 64 * 1024;
    private static final int ROOM_FOR_EDITS = 1024;

    private final Leg to;
    private ByteBuf in;
    private ByteBuf out;
    private int done;
    private boolean changed;

    Outlet(Leg to) {
        this.to = to;
    }

    /** From now on ranges are of that buffer, which the caller keeps until {@link #end}. */
    void begin(ByteBuf bytes) {
        in = bytes;
        done = bytes.readerIndex();
        changed = false;
    }

    /** Takes another buffer over, which goes in place of the range. */
    void replace(int from, int until, ByteBuf other) {
        keep(from);
        together(other.readableBytes()).writeBytes(other);
        other.release();
        done = until;
        changed = true;
    }

    /** Leaves the range out. */
    void leaveOut(int from, int until) {
        keep(from);
        done = until;
        changed = true;
    }

    /**
     * Writes the rest of what is to be passed on.
     *
     * @param until behind its last byte
     * @return whether the buffer itself was written, so that the caller has it no longer
     */
    boolean end(int until) {
        if (changed) {
            keep(until);
            flush();
        } else if (until == in.writerIndex()) {
            to.write(in);
            return true;
        } else if (until > done) {
            to.write(in.retainedSlice(done, until - done));
        }
        return false;
    }

    private void keep(int until) {
        int length = until - done;
        if (length >= WORTH_A_SLICE) {
            flush();
            to.write(in.retainedSlice(done, length));
        } else if (length > 0) {
            together(length).writeBytes(in, done, length);
        }
        done = until;
    }

    private ByteBuf together(int more) {
        if (out != null && out.writableBytes() < more) {
            flush();
        }
        if (out == null) {
            int rest = Math.min(in.writerIndex() - done, MOST_TOGETHER);
            out = to.allocator().ioBuffer(Math.max(rest, more) + ROOM_FOR_EDITS);
        }
        return out;
    }

    private void flush() {
        if (out != null) {
            to.write(out);
            out = null;
        }
    }
}
