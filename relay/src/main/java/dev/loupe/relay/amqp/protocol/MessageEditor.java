package dev.loupe.relay.amqp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Makes the few changes that a published message may get. Every other byte stays as it is, and in its order: whatever the
 * types of the fields in the table of headers, new ones are put behind them.
 */
public final class MessageEditor {
    private static final int TEXT_FIELD = 1 + Integer.BYTES;

    /** Chars of a {@code message-id}. */
    static final int LONGEST_SHORT_STRING = 255;

    private MessageEditor() {}

    /** Whether anything of the header would change, so that {@link #header} has something to do. */
    public static boolean changesHeader(MessageEdit edit, MessageProperties properties) {
        return putsTraceparent(edit, properties) || !edit.tracestate().isEmpty() || putsMessageId(edit, properties);
    }

    /**
     * By how many bytes at most the content header's frame of a message grows with a change.
     *
     * @param properties as the decoder told them of the message
     */
    public static int growth(MessageEdit edit, MessageProperties properties) {
        int growth = 0;
        if (putsTraceparent(edit, properties)) {
            growth += sizeOf(HeadersReader.TRACEPARENT, edit.traceparent());
        }
        if (!edit.tracestate().isEmpty()) {
            String old = properties.headers().tracestate();
            growth += old.isEmpty()
                    ? sizeOf(HeadersReader.TRACESTATE, edit.tracestate())
                    : edit.tracestate().length() - old.length();
        }
        if (growth != 0 && !properties.hasHeaders()) {
            growth += Integer.BYTES;
        }
        return putsMessageId(edit, properties) ? growth + 1 + edit.messageId().length() : growth;
    }

    private static boolean putsTraceparent(MessageEdit edit, MessageProperties properties) {
        return !edit.traceparent().isEmpty() && !properties.headers().hasTraceparent();
    }

    private static boolean putsMessageId(MessageEdit edit, MessageProperties properties) {
        return !edit.messageId().isEmpty() && !properties.hasMessageId();
    }

    /**
     * Makes the changed frame of a content header. A {@code tracestate} is replaced if there is one, and it is a long string;
     * one of another type, or several, are left alone.
     *
     * @param in where the frame is; nothing of it is changed
     * @param headerFrom where it begins
     * @param to where it ends
     * @return the new frame, which the caller releases; null if nothing in it changes, or if it is not understood to its end
     *     so that it cannot be changed safely
     */
    public static ByteBuf header(ByteBuf in, int headerFrom, int to, MessageEdit edit, ByteBufAllocator allocator) {
        HeaderLayout layout = HeaderLayout.of(in, headerFrom, to);
        return layout == null ? null : new HeaderEdit(in, headerFrom, to, layout, edit).made(allocator);
    }

    /** Sets the {@code mandatory} bit of a {@code basic.publish} whose whole frame begins there. */
    public static void raiseMandatory(ByteBuf in, int methodFrom) {
        int exchange = methodFrom + Frame.HEADER + Integer.BYTES + Short.BYTES;
        int routingKey = exchange + 1 + in.getUnsignedByte(exchange);
        int bits = routingKey + 1 + in.getUnsignedByte(routingKey);
        in.setByte(bits, in.getByte(bits) | ClientMethods.MANDATORY);
    }

    /** Bytes of a field of type {@code S}. */
    static int sizeOf(FieldName name, String text) {
        return name.size() + TEXT_FIELD + text.length();
    }
}
