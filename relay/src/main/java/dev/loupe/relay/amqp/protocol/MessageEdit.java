package dev.loupe.relay.amqp.protocol;

/**
 * What is to be changed in a message that is published. Texts are ASCII, and empty where nothing is to be changed.
 *
 * @param traceparent is put into the headers, only where there is none
 * @param tracestate is put into the headers, in place of one that is there
 * @param messageId becomes the {@code message-id}, only where there is none
 * @param mandatory whether the {@code mandatory} bit is set
 */
public record MessageEdit(String traceparent, String tracestate, String messageId, boolean mandatory) {
    /** Nothing is changed. */
    public static final MessageEdit NONE = new MessageEdit("", "", "", false);
}
