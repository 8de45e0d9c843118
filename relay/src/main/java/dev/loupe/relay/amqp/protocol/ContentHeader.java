package dev.loupe.relay.amqp.protocol;

/**
 * A content header frame of class {@code basic}.
 *
 * @param bodySize bytes of the body that follows
 */
public record ContentHeader(long bodySize, MessageProperties properties) {}
