package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.message.BrokerSettings.Edits;
import dev.loupe.relay.amqp.protocol.ClientEvent.BasicPublish;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.MessageEditor;
import dev.loupe.relay.amqp.protocol.MessageHeaders;
import dev.loupe.relay.amqp.protocol.MessageProperties;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.TimeUnit;

/** What is put into the header of a message that is published, as far as there is room. Thread-safe. */
final class MessageEdits {
    private final Edits edits;
    private final Telemetry telemetry;

    MessageEdits(Edits edits, Telemetry telemetry) {
        this.edits = edits;
        this.telemetry = telemetry;
    }

    /**
     * What is to be changed, {@code mandatory} aside.
     *
     * @param carried the context that it has already; invalid if it has none
     * @param room bytes by which its header may grow
     */
    MessageEdit of(
            PublishPlace place, BasicPublish message, SpanContext carried, int room, Publish publish, MessageIds ids) {
        MessageProperties properties = message.header().properties();
        if (room < 0 || !message.header().whole()) {
            return MessageEdit.NONE;
        }
        String messageId = edits.messageId() && !properties.hasMessageId() ? ids.next() : "";
        String traceparent = "";
        String tracestate = "";
        MessageHeaders headers = properties.headers();
        SpanContext own = place.span().getSpanContext();
        if (edits.traceparent() && own.isValid()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(publish.beganEpoch());
            if (!headers.hasTraceparent()) {
                traceparent = TraceParent.written(own, sampled(place, own));
                tracestate = TraceParent.stateAt(
                        millis, TraceParent.written(place.parent().getTraceState()));
            } else if (carried.isValid()) {
                tracestate = TraceParent.stateAt(millis, headers.tracestate());
            }
        }
        return fitting(new MessageEdit(traceparent, tracestate, messageId, false), properties, room);
    }

    private boolean sampled(PublishPlace place, SpanContext own) {
        return place.parent().isValid() ? place.parent().isSampled() : telemetry.isBaseline(own.getTraceId());
    }

    /** What matters least is left out first. */
    private static MessageEdit fitting(MessageEdit all, MessageProperties properties, int room) {
        if (MessageEditor.growth(all, properties) <= room) {
            return all;
        }
        MessageEdit withoutTime = new MessageEdit(all.traceparent(), "", all.messageId(), false);
        if (MessageEditor.growth(withoutTime, properties) <= room) {
            return withoutTime;
        }
        MessageEdit context = new MessageEdit(all.traceparent(), "", "", false);
        if (!all.traceparent().isEmpty() && MessageEditor.growth(context, properties) <= room) {
            return context;
        }
        MessageEdit id = new MessageEdit("", "", all.messageId(), false);
        return MessageEditor.growth(id, properties) <= room ? id : MessageEdit.NONE;
    }
}
