package dev.loupe.relay.amqp.protocol;

/**
 * The properties of a message that Loupe looks at. The others ({@code reply-to}, {@code user-id}, …) are passed over.
 *
 * @param flags the first word of the property flags as on the wire, which tells what is there: bit 15 is
 *     {@code content-type}, bit 13 {@code headers}, bit 7 {@code message-id}
 * @param contentType empty if it is not there, as all texts here
 * @param deliveryMode 2 for persistent, 1 for not, 0 if it is not there
 * @param expiration milliseconds, as the sender wrote them
 * @param timestamp seconds since 1970 as the sender, or the broker, wrote them; 0 if it is not there
 */
public record MessageProperties(
        int flags,
        String contentType,
        String contentEncoding,
        MessageHeaders headers,
        int deliveryMode,
        String correlationId,
        String expiration,
        String messageId,
        long timestamp,
        String type) {
    private static final int HEADERS = 1 << 13;
    private static final int MESSAGE_ID = 1 << 7;

    /** No properties at all. */
    public static final MessageProperties NONE =
            new MessageProperties(0, "", "", MessageHeaders.NONE, 0, "", "", "", 0, "");

    /** Whether there is a table of headers, be it empty. */
    public boolean hasHeaders() {
        return (flags & HEADERS) != 0;
    }

    /** Whether there is a {@code message-id}, be it empty. */
    public boolean hasMessageId() {
        return (flags & MESSAGE_ID) != 0;
    }
}
