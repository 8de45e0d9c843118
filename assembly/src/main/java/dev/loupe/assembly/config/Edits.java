package dev.loupe.assembly.config;

import dev.loupe.relay.amqp.message.BrokerSettings;

/**
 * What may be changed in messages that are published.
 *
 * @param traceparent whether the trace context is put into the headers of a message that has none
 * @param messageId whether a message without a {@code message-id} gets one
 * @param mandatory whether the broker is asked to return what no queue takes; such returns are kept from the publisher
 */
public record Edits(boolean traceparent, boolean messageId, boolean mandatory) {
    /** All of them. */
    public static Edits defaults() {
        return new Edits(true, true, true);
    }

    BrokerSettings.Edits settings() {
        return new BrokerSettings.Edits(traceparent, messageId, mandatory);
    }
}
