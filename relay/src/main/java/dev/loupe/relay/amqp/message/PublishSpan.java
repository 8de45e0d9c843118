package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.protocol.ClientEvent.BasicPublish;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;

/** What is known of a message when it is published. */
final class PublishSpan {
    private PublishSpan() {}

    /** @param id its {@code message-id}, be it Loupe's; empty if it has none */
    static void describe(Broker broker, Publish publish, BasicPublish message, String id) {
        Span span = publish.span();
        span.setAttribute(Names.MESSAGING_BODY_SIZE, message.header().bodySize());
        if (!id.isEmpty()) {
            String shown = broker.keys().idOnSpans(MessageKeys.MESSAGE, id);
            span.setAttribute(Names.MESSAGING_MESSAGE_ID, shown);
            span.setAttribute(Names.MESSAGE_ID, shown);
        }
        String conversation = message.header().properties().correlationId();
        if (!conversation.isEmpty()) {
            span.setAttribute(
                    Names.MESSAGING_CONVERSATION_ID, broker.keys().idOnSpans(MessageKeys.CONVERSATION, conversation));
        }
    }
}
