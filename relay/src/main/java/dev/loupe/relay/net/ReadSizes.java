package dev.loupe.relay.net;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How large the buffer of a connection's next read is: it follows what came before, since large reads make large bodies
 * cheap and small messages need small buffers, and never passes what the event loop's memory allows.
 */
public final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int LEAST = 2 * 1024;
    private static final int FIRST = 4 * 1024;

    private final LoopMemory memory;

    /** @param memory of the connection's event loop */
    public ReadSizes(LoopMemory memory) {
        // What was read is written on before the next read: a second one would only wait in memory.
        super(1);
        this.memory = memory;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty's own way of supplying a handle
    public Handle newHandle() {
        return new Sizes();
    }

    private final class Sizes extends MaxMessageHandle {
        private int size = FIRST;
        private boolean smallBefore;

        @Override
        public int guess() {
            return Math.min(size, memory.readLimit());
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(bytes);
            if (bytes >= attemptedBytesRead() && bytes > 0) {
                size = Math.min(size * 4, memory.readLimit());
                smallBefore = false;
            } else if (bytes >= 0 && bytes < size / 4) {
                // Twice, so that the end of one body does not shrink the buffer for the next.
                size = smallBefore ? Math.max(size / 2, LEAST) : size;
                smallBefore = !smallBefore;
            }
        }
    }
}
