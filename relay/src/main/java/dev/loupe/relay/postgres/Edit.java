package dev.loupe.relay.postgres;

import io.netty.buffer.ByteBuf;

/** The one change that may be made to what one side says, near its beginning. Touched on its event loop only. */
interface Edit {
    /** Nothing is changed. */
    Edit NONE = new Edit() {
        @Override
        public ByteBuf pass(ByteBuf bytes) {
            return bytes;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public ByteBuf release() {
            return null;
        }
    };

    /**
     * Takes bytes over and gives back what is to be passed on instead, which may be empty while a message is not whole.
     */
    ByteBuf pass(ByteBuf bytes);

    /** Whether everything from now on passes as it is. */
    boolean isDone();

    /** Gives back what it still holds, as it came; null if nothing. The connection is over, or the edit is given up. */
    ByteBuf release();
}
