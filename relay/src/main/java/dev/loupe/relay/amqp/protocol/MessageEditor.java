package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Changes a message that is published. */
public final class MessageEditor {
    private MessageEditor() {}

    /** Bytes by which the content header's frame would grow. */
    public static int growth(MessageEdit edit, MessageProperties properties) {
        return 0;
    }

    /** A new frame, or null if it cannot be made safely. */
    public static ByteBuf header(ByteBuf in, int headerFrom, int to, MessageEdit edit, ByteBufAllocator allocator) {
        return null;
    }

    /** Sets the bit in place. */
    public static void raiseMandatory(ByteBuf in, int methodFrom) {}
}
