package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.Message;
import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.relay.amqp.protocol.ClientEvent.BasicPublish;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import dev.loupe.relay.amqp.protocol.MessageProperties;
import dev.loupe.relay.amqp.protocol.ServerEvent.BasicReturn;
import dev.loupe.relay.correlation.Evidence;
import dev.loupe.relay.service.key.BodyKeys;
import dev.loupe.telemetry.live.LiveOperations;
import io.netty.buffer.ByteBuf;
import io.opentelemetry.api.trace.SpanContext;

/** What is published on one channel, until it is known what becomes of it. Not thread-safe. */
final class Publishing {
    private final Link link;
    private final Broker broker;
    private final Pending pending;
    private final Identities identities = new Identities();
    private Destinations.Published last;
    private String lastExchange;
    private String lastRoutingKey;
    private Publish current;
    private boolean raised;
    private boolean asksItself;
    private String closedBy = "";

    Publishing(Link link) {
        this.link = link;
        broker = link.broker();
        pending = new Pending(link, this::over);
    }

    Pending pending() {
        return pending;
    }

    // --- messages

    MessageEdit publishes(BasicPublish message, ByteBuf body, int room, boolean mayRaise) {
        long now = broker.now();
        pending.settleOld(now);
        MessageProperties properties = message.header().properties();
        Destinations.Published to = destination(message.exchange(), message.routingKey());
        Publish publish = pending.next(to.destination(), now);
        broker.keys().in(to.values(), publish.keys()::add);
        broker.keys().in(properties, publish.keys()::add);
        reads(publish, message, body);
        SpanContext carried = TraceParent.read(
                properties.headers().traceparent(), properties.headers().tracestate());
        asksItself |= message.mandatory() || message.immediate();
        forgetCopied(properties);
        MessageEdit edit = MessageEdit.NONE;
        Evidence evidence = null;
        if (!to.destination().isExcluded()) {
            PublishPlace place = PublishPlace.of(broker, publish, carried);
            publish.placed(place.span(), place.keys());
            edit = link.edits().of(place, message, carried, room, publish, link.ids());
            evidence = place.evidence();
        }
        describe(publish, message, edit);
        told(publish, message, edit, carried);
        broker.metrics().published(to.destination(), message.header().bodySize(), evidence);
        link.publishes(message.header().bodySize());
        return remembered(publish, message, edit, mayRaise, now);
    }

    private Destinations.Published destination(String exchange, String routingKey) {
        if (last == null || !routingKey.equals(lastRoutingKey) || !exchange.equals(lastExchange)) {
            last = broker.destinations().of(exchange, routingKey);
            lastExchange = exchange;
            lastRoutingKey = routingKey;
        }
        return last;
    }

    private void reads(Publish publish, BasicPublish message, ByteBuf body) {
        current = null;
        if (message.header().bodySize() == 0) {
            return;
        }
        BodyKeys reader = broker.keys().inBody(message.header().properties(), publish.keys(), publish.keys()::add);
        if (reader == null) {
            return;
        }
        int seen = 0;
        if (body != null) {
            reader.read(body);
            seen = body.readableBytes();
            if (seen >= message.header().bodySize()) {
                reader.end(true);
            }
        }
        if (reader.isHungry()) {
            publish.reads(reader, seen);
            current = publish;
        }
    }

    /** Who has a message's identity has been given it by the broker, which therefore did not return it. See RATIONALE.md. */
    private void forgetCopied(MessageProperties properties) {
        if (!identities.isEmpty() && (properties.headers().hasTraceparent() || properties.hasMessageId())) {
            Publish copied = identities.of(properties);
            if (copied != null) {
                identities.remove(copied);
            }
        }
    }

    private void describe(Publish publish, BasicPublish message, MessageEdit edit) {
        if (publish.span().getSpanContext().isValid()) {
            String id =
                    edit.messageId().isEmpty() ? message.header().properties().messageId() : edit.messageId();
            PublishSpan.describe(broker, publish, message, id);
        }
    }

    private void told(Publish publish, BasicPublish message, MessageEdit edit, SpanContext carried) {
        SpanContext own = publish.span().getSpanContext();
        String id = edit.messageId().isEmpty() ? message.header().properties().messageId() : edit.messageId();
        LiveOperations.InFlight live = null;
        if (publish.awaitsOutcome() && own.isValid()) {
            live = broker.telemetry().live().begin(publish.destination().spanName(), "", own.getTraceId());
            live.moved(message.header().bodySize());
        }
        publish.told(
                broker.fates()
                        .published(new Message(
                                id,
                                edit.traceparent().isEmpty() ? carried : own,
                                publish.destination().name(),
                                "",
                                publish.allKeys().all(),
                                own,
                                message.header().bodySize(),
                                publish.began(),
                                publish.beganEpoch(),
                                broker.service())),
                live);
        link.publishes().began(publish);
    }

    private MessageEdit remembered(
            Publish publish, BasicPublish message, MessageEdit edit, boolean mayRaise, long now) {
        if (!closedBy.isEmpty()) {
            // The broker reads nothing more of this channel.
            link.publishes().over(publish, Outcome.CHANNEL_CLOSED, closedBy, now);
            return edit;
        }
        if (!pending.remember(publish, now)) {
            return edit;
        }
        boolean raises = raises(publish, message, edit, mayRaise);
        String identity = identity(message, edit, raises);
        if (!identity.isEmpty() && !identities.isTaken(identity)) {
            publish.knownBy(identity, raises);
            identities.add(publish);
            raised |= raises;
        } else {
            raises = false;
        }
        if (!publish.awaitsOutcome() && current == null) {
            link.publishes().sent(publish, now);
        }
        return raises ? new MessageEdit(edit.traceparent(), edit.tracestate(), edit.messageId(), true) : edit;
    }

    private boolean raises(Publish publish, BasicPublish message, MessageEdit edit, boolean mayRaise) {
        return mayRaise
                && !asksItself
                && !message.mandatory()
                && broker.settings().edits().mandatory()
                && !publish.destination().isIntended()
                && !(edit.traceparent().isEmpty() && edit.messageId().isEmpty());
    }

    /** What a return would be known by: of Loupe's own making if Loupe asks for it, else any that there is. */
    private static String identity(BasicPublish message, MessageEdit edit, boolean raises) {
        if (!raises && !message.mandatory()) {
            return "";
        }
        String own = edit.traceparent().isEmpty() ? edit.messageId() : edit.traceparent();
        if (raises || !own.isEmpty()) {
            return own;
        }
        String id = message.header().properties().messageId();
        return id.isEmpty() ? message.header().properties().headers().traceparent() : id;
    }

    // --- bodies

    void body(ByteBuf part, boolean lastPart) {
        Publish publish = current;
        if (publish == null) {
            return;
        }
        int before = publish.keys().size();
        int seen = publish.seenOf(part.readableBytes());
        BodyKeys reader = publish.body();
        reader.read(part.slice(part.readerIndex() + seen, part.readableBytes() - seen));
        if (lastPart) {
            reader.end(true);
        }
        if (publish.keys().size() > before) {
            publish.fate().about(publish.allKeys().all());
            link.publishes().began(publish);
        }
        if (lastPart || !reader.isHungry()) {
            current = null;
            if (!publish.awaitsOutcome() && !publish.isTold()) {
                link.publishes().sent(publish, broker.now());
            }
        }
    }

    // --- outcomes

    /**
     * A message comes back.
     *
     * @return whether the client must not see it
     */
    boolean swallows(BasicReturn message, long now) {
        Publish publish = identities.of(message.header().properties());
        if (publish == null) {
            // A client that has never asked is returned nothing of its own.
            boolean ours = raised && !asksItself;
            if (ours) {
                Destination destination = broker.destinations()
                        .of(message.exchange(), message.routingKey())
                        .destination();
                broker.metrics().unroutable(destination);
            }
            return ours;
        }
        pending.proven(publish.number() - 1, now);
        pending.take(publish);
        boolean ours = publish.isRaised();
        Outcome outcome = ours
                ? Outcome.UNROUTABLE
                : publish.destination().isIntended() ? Outcome.UNROUTABLE_INTENDED : Outcome.RETURNED;
        over(publish, outcome, Outcomes.code(message.replyCode()), now);
        return ours;
    }

    private void over(Publish publish, Outcome outcome, String detail, long now) {
        identities.remove(publish);
        if (publish == current) {
            current = null;
        }
        if (!publish.awaitsOutcome() && !publish.isTold()) {
            link.publishes().sent(publish, now);
        }
        link.publishes().over(publish, outcome, detail, now);
    }

    /** The broker has closed the channel, and reads nothing more of it. */
    void closedByBroker(String code, long now) {
        closedBy = code;
        pending.end(Outcome.CHANNEL_CLOSED, Outcome.UNKNOWN, code, now);
    }
}
