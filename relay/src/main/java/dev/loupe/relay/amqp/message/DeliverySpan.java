package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.message.BrokerSettings.Parent;
import dev.loupe.relay.amqp.message.Deliveries.Arrival;
import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import dev.loupe.relay.amqp.protocol.MessageProperties;
import dev.loupe.relay.trace.TraceHeaders;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.keep.Verdict;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A delivery's span: where it stands, and what it says. */
final class DeliverySpan {
    private DeliverySpan() {}

    /** Below its publisher's, or in a trace of its own if that is configured or too long ago. */
    static Span started(Broker broker, Delivery delivery, SpanContext publisher, QueueTime published, Arrival arrival) {
        Origin origin = delivery.origin();
        SpanBuilder builder = broker.tracer()
                .spanBuilder(origin.spanName(delivery.isAutomatic()))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(delivery.beganEpoch(), TimeUnit.NANOSECONDS)
                .setAllAttributes(origin.described(delivery.isAutomatic()))
                .setAttribute(Names.RABBITMQ_DELIVERY_TAG, delivery.tag())
                .setAttribute(Names.MESSAGING_BODY_SIZE, arrival.header().bodySize());
        ids(broker, builder, arrival.header().properties());
        if (publisher.isValid() && isApart(broker.settings(), delivery, published)) {
            return builder.setNoParent()
                    .addLink(publisher)
                    .setAttribute(Names.MESSAGE_PUBLISHER_TRACE, publisher.getTraceId())
                    .startSpan();
        }
        return builder.setParent(TraceHeaders.asParent(publisher)).startSpan();
    }

    private static boolean isApart(BrokerSettings settings, Delivery delivery, QueueTime published) {
        return settings.parent() == Parent.LINK
                || (published.isKnown()
                        && delivery.beganEpoch() - published.epochNanos()
                                > settings.linkAfter().toNanos());
    }

    private static void ids(Broker broker, SpanBuilder builder, MessageProperties properties) {
        if (!properties.messageId().isEmpty()) {
            String shown = broker.keys().idOnSpans(MessageKeys.MESSAGE, properties.messageId());
            builder.setAttribute(Names.MESSAGING_MESSAGE_ID, shown);
            builder.setAttribute(Names.MESSAGE_ID, shown);
        }
        if (!properties.correlationId().isEmpty()) {
            builder.setAttribute(
                    Names.MESSAGING_CONVERSATION_ID,
                    broker.keys().idOnSpans(MessageKeys.CONVERSATION, properties.correlationId()));
        }
    }

    /** What all that the consumer does for it is told of its span. */
    static SpanContext told(Broker broker, Span span, SpanContext publisher) {
        SpanContext own = span.getSpanContext();
        if (!own.isValid()) {
            return own;
        }
        boolean child = publisher.isValid() && publisher.getTraceId().equals(own.getTraceId());
        boolean sampled = child ? publisher.isSampled() : broker.telemetry().isBaseline(own.getTraceId());
        return TraceHeaders.told(own, child ? publisher : SpanContext.getInvalid(), sampled);
    }

    static void queued(Span span, QueueTime.Clock clock, long nanos) {
        span.setAttribute(Names.MESSAGE_QUEUE_TIME, nanos * MessageMetrics.SECONDS);
        span.setAttribute(Names.MESSAGE_QUEUE_CLOCK, clock.text());
    }

    /** What is known of the message when it comes. */
    static void describe(Delivery delivery, Arrival arrival) {
        Span span = delivery.span();
        if (!span.getSpanContext().isValid()) {
            return;
        }
        MessageFates.Delivery fate = delivery.fate();
        span.setAttribute(Names.MESSAGE_ACK, delivery.isAutomatic() ? "automatic" : "manual");
        if (delivery.subscription().prefetch() > 0) {
            span.setAttribute(
                    Names.MESSAGE_PREFETCH, (long) delivery.subscription().prefetch());
        }
        long counted = arrival.header().properties().headers().deliveryCount();
        long attempts = 1 + Math.max(fate.deliveredBefore(), counted);
        if (arrival.redelivered()) {
            span.setAttribute(Names.MESSAGE_REDELIVERED, true);
            attempts = Math.max(2, attempts);
        }
        if (attempts > 1) {
            span.setAttribute(Names.MESSAGE_ATTEMPTS, attempts);
        }
        deaths(span, arrival.header().properties().headers().deaths());
        fate.first().filter(SpanContext::isValid).ifPresent(first -> {
            span.addLink(first);
            span.setAttribute(Names.MESSAGE_FIRST_TRACE, first.getTraceId());
            span.setAttribute(Names.MESSAGE_FIRST_SPAN, first.getSpanId());
        });
        fate.duplicateOf().filter(SpanContext::isValid).ifPresent(other -> {
            if (fate.first().filter(other::equals).isEmpty()) {
                span.addLink(other);
            }
            span.setAttribute(Names.MESSAGE_DUPLICATE_OF_TRACE, other.getTraceId());
        });
    }

    private static void deaths(Span span, List<Death> deaths) {
        if (deaths.isEmpty()) {
            return;
        }
        Death last = deaths.get(0);
        span.setAttribute(Names.MESSAGE_DEATHS, (long) deaths.size());
        span.setAttribute(Names.MESSAGE_DEATH_REASON, reason(last.reason()));
        span.setAttribute(Names.MESSAGE_DEATH_QUEUE, QueueNames.of(last.queue(), false));
        span.setAttribute(Names.MESSAGE_DEATH_COUNT, last.count());
    }

    /** Anybody can write such a header. */
    private static String reason(String written) {
        return switch (written) {
            case "rejected", "expired", "maxlen", "delivery_limit" -> written;
            default -> "other";
        };
    }

    static void end(Delivery delivery, Delivery.End end) {
        Span span = delivery.span();
        Settlement settlement = end.settlement();
        span.setAttribute(Names.MESSAGE_SETTLEMENT, Outcomes.text(settlement));
        if (!delivery.isAutomatic()) {
            double seconds = end.nanos() * MessageMetrics.SECONDS;
            span.setAttribute(Names.MESSAGE_PROCESSING_TIME, seconds);
            if (end.waitedNanos() >= 0) {
                double waited = end.waitedNanos() * MessageMetrics.SECONDS;
                span.setAttribute(Names.MESSAGE_WAIT_TIME, waited);
                span.setAttribute(Names.MESSAGE_OWN_PROCESSING_TIME, seconds - waited);
            }
        }
        if (!delivery.keys().isEmpty()) {
            delivery.allKeys().describe(span);
        }
        boolean closed = settlement == Settlement.CHANNEL_CLOSED && end.orderly();
        if (!Outcomes.isOk(settlement) && settlement != Settlement.FORGOTTEN && !closed) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(Names.ERROR_TYPE, Outcomes.text(settlement));
        }
        asks(delivery, span);
        span.end(delivery.beganEpoch() + end.nanos(), TimeUnit.NANOSECONDS);
    }

    private static void asks(Delivery delivery, Span span) {
        MessageFates.Delivery fate = delivery.fate();
        boolean late = fate.isLate();
        boolean stuck = fate.isStuck();
        if (late) {
            span.setAttribute(Names.MESSAGE_LATE, true);
        }
        if (stuck) {
            span.setAttribute(Names.MESSAGE_STUCK, true);
        }
        Verdict asked = fate.duplicateOf().isPresent()
                ? Verdict.DUPLICATE
                : !fate.diedOf().isEmpty()
                        ? Verdict.DEAD
                        : stuck ? Verdict.STUCK : late ? Verdict.LATE : Verdict.DROPPED;
        if (asked != Verdict.DROPPED) {
            span.setAttribute(Names.KEEP_ASK, asked.text());
        }
    }
}
