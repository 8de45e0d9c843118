package dev.loupe.relay.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The one word of the relay's own: {@code connection.close} with 320, {@code CONNECTION_FORCED}, as of a broker that shuts down
 * (AMQP 0-9-1, section 1.4.2.8), so that clients that recover connect again.
 */
final class CloseFrame {
    private static final int METHOD = 1;
    private static final int CONNECTION_CLOSE = 10 << 16 | 50;
    private static final int CONNECTION_FORCED = 320;
    private static final byte[] TEXT =
            "CONNECTION_FORCED - Loupe: this relay is shutting down, connect again".getBytes(US_ASCII);
    private static final int PAYLOAD = Integer.BYTES + Short.BYTES + 1 + TEXT.length + Integer.BYTES;
    private static final int AROUND = 8;

    private CloseFrame() {}

    static ByteBuf bytes(ByteBufAllocator allocator) {
        return allocator
                .ioBuffer(PAYLOAD + AROUND)
                .writeByte(METHOD)
                .writeShort(0)
                .writeInt(PAYLOAD)
                .writeInt(CONNECTION_CLOSE)
                .writeShort(CONNECTION_FORCED)
                .writeByte(TEXT.length)
                .writeBytes(TEXT)
                .writeInt(0)
                .writeByte(0xCE);
    }
}
