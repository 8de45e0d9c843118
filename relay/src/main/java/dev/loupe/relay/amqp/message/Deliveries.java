package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.Message;
import dev.loupe.relay.amqp.fate.MessageFates;
import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.relay.amqp.protocol.ContentHeader;
import dev.loupe.relay.amqp.protocol.MessageProperties;
import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.RequestRule;
import dev.loupe.relay.service.key.BodyKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** Makes the deliveries of one path, and tells of those that are over: spans, measurements, journeys. Thread-safe. */
final class Deliveries {
    private final Broker broker;

    Deliveries(Broker broker) {
        this.broker = broker;
    }

    /**
     * What has been delivered, and to whom.
     *
     * @param automatic whether the broker takes it as done
     */
    record Arrival(
            Subscription subscription,
            boolean automatic,
            long tag,
            boolean redelivered,
            String exchange,
            String routingKey,
            ContentHeader header) {}

    /** A message is about to be passed on: it is like a request in flight from now on. */
    Delivery begins(Arrival arrival) {
        long now = broker.now();
        long epoch = broker.epochNanos();
        MessageProperties properties = arrival.header().properties();
        Destinations.Delivered from =
                arrival.subscription().origin(broker.destinations(), arrival.exchange(), arrival.routingKey());
        Origin origin = from.origin();
        Delivery delivery = new Delivery(
                origin, arrival.subscription(), arrival.automatic(), new Delivery.Moment(arrival.tag(), now, epoch));
        broker.keys().in(from.values(), delivery.keys()::add);
        broker.keys().in(properties, delivery.keys()::add);
        SpanContext publisher = TraceParent.read(
                properties.headers().traceparent(), properties.headers().tracestate());
        QueueTime published = QueueTime.of(properties);
        if (!origin.isExcluded()) {
            delivery.placed(DeliverySpan.started(broker, delivery, publisher, published, arrival));
        }
        Span span = delivery.span();
        MessageFates.Delivery fate = broker.fates()
                .delivered(
                        new Message(
                                properties.messageId(),
                                publisher,
                                origin.name(),
                                origin.queue(),
                                delivery.keys(),
                                span.getSpanContext(),
                                arrival.header().bodySize(),
                                now,
                                epoch,
                                broker.service()),
                        arrival.redelivered(),
                        properties.headers().deaths(),
                        published.published());
        InFlight request = broker.requests().begin(DeliverySpan.told(broker, span, publisher));
        for (BusinessKey key : delivery.keys()) {
            request.key(key);
        }
        String traceId = span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : "";
        delivery.told(
                request,
                fate,
                origin.isExcluded()
                        ? null
                        : broker.telemetry().live().begin(origin.spanName(delivery.isAutomatic()), "", traceId));
        if (delivery.live() != null) {
            delivery.live().moved(arrival.header().bodySize());
        }
        queued(delivery, published);
        broker.metrics().delivered(origin, arrival.header().bodySize());
        DeliverySpan.describe(delivery, arrival);
        reads(delivery, arrival.header());
        began(delivery);
        return delivery;
    }

    private void reads(Delivery delivery, ContentHeader header) {
        if (header.bodySize() > 0) {
            BodyKeys body = broker.keys().inBody(header.properties(), delivery.keys(), key -> {
                delivery.keys().add(key);
                delivery.request().key(key);
            });
            delivery.reads(body);
        }
    }

    private void queued(Delivery delivery, QueueTime published) {
        long nanos = -1;
        QueueTime.Clock clock = published.clock();
        if (delivery.fate().publishedNanos().isPresent()) {
            nanos = delivery.began() - delivery.fate().publishedNanos().getAsLong();
            clock = QueueTime.Clock.RELAY;
        } else if (published.isKnown()) {
            nanos = Math.max(0, delivery.beganEpoch() - published.epochNanos());
        }
        if (nanos >= 0) {
            DeliverySpan.queued(delivery.span(), clock, nanos);
            broker.metrics().queued(delivery.origin(), clock, nanos, broker.context(delivery.span()));
        }
    }

    /** Its body, or what is wanted of it, has been read: all of its keys are known. */
    void read(Delivery delivery, int keysBefore) {
        if (delivery.keys().size() > keysBefore) {
            delivery.fate().about(delivery.keys());
            began(delivery);
        }
    }

    private void began(Delivery delivery) {
        if (broker.tellsJourneys() && delivery.span().getSpanContext().isValid()) {
            broker.began(happening(delivery, 0, 0));
        }
    }

    /**
     * It is settled, or never will be.
     *
     * @param orderly false if what ended it broke
     */
    void over(Delivery delivery, Settlement settlement, boolean orderly, long now) {
        long waited = delivery.subscription().settles(delivery.turn(), delivery.began(), now);
        Delivery.End end = new Delivery.End(settlement, orderly, now, now - delivery.began(), waited);
        delivery.fate().settled(settlement, now);
        switch (settlement) {
            case ACKED, REJECTED, REQUEUED -> delivery.request().answered(false);
            // Nobody can see when the service is done with it: it may go on for a while.
            case AUTOMATIC, CHANNEL_CLOSED, FORGOTTEN -> delivery.request().brokenOff();
        }
        Span span = delivery.span();
        if (span.getSpanContext().isValid()) {
            DeliverySpan.end(delivery, end);
        }
        broker.metrics().over(delivery, end, broker.context(span));
        if (delivery.live() != null) {
            delivery.live().end(Outcomes.isOk(settlement) ? "ok" : "broken", 0, -1);
        }
        if (broker.tellsJourneys() && span.getSpanContext().isValid()) {
            int status = settlement == Settlement.FORGOTTEN ? 0 : Outcomes.isOk(settlement) ? 200 : 500;
            broker.ended(happening(delivery, status, end.nanos()));
        }
    }

    private Happening happening(Delivery delivery, int status, long nanos) {
        return new Happening(
                Happening.MQ,
                broker.settings().name(),
                RequestRule.PROCESS,
                delivery.origin().queue(),
                status,
                delivery.allKeys().all(),
                delivery.span().getSpanContext(),
                delivery.beganEpoch(),
                nanos);
    }
}
