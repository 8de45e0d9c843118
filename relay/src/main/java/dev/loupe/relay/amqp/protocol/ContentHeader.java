package dev.loupe.relay.amqp.protocol;

/**
 * A content header frame of class {@code basic}.
 *
 * @param bodySize bytes of the body that follows
 * @param whole whether it was read and understood to its end; if not, it must not be changed
 */
public record ContentHeader(long bodySize, MessageProperties properties, boolean whole) {
    /** One that was understood. */
    public ContentHeader(long bodySize, MessageProperties properties) {
        this(bodySize, properties, true);
    }
}
