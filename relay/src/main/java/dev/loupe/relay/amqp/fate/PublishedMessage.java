package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.Incident.Kind;
import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/** A publish whose outcome is awaited. */
final class PublishedMessage implements MessageFates.Publication {
    private final Teller teller;
    private final Stripe stripe;
    private final Remembered message;
    private final Publish publish;
    private final Optional<SpanContext> before;
    private volatile String order;
    private volatile boolean duplicate;

    /** @param earlier to the same destination; null if there is none */
    PublishedMessage(Teller teller, Stripe stripe, Remembered message, Publish publish, Publish earlier, String order) {
        this.teller = teller;
        this.stripe = stripe;
        this.message = message;
        this.publish = publish;
        this.before = earlier == null || publish.kind == Publish.Kind.PASSED_ON
                ? Optional.empty()
                : Optional.of(earlier.context());
        this.order = order;
    }

    @Override
    public Optional<SpanContext> publishedBefore() {
        return before;
    }

    @Override
    public boolean isRetry() {
        return publish.kind == Publish.Kind.RETRY;
    }

    @Override
    public boolean isDuplicate() {
        return duplicate;
    }

    @Override
    public void about(List<BusinessKey> keys) {
        order = Subject.of(keys);
        synchronized (stripe) {
            message.about(order);
        }
    }

    @Override
    public void settled(MessageFates.Outcome outcome, String detail, long nanos) {
        boolean arrived;
        List<Publish> resolved = List.of();
        synchronized (stripe) {
            if (!publish.isPending()) {
                return;
            }
            publish.outcome = outcome;
            publish.settledNanos = nanos;
            stripe.touch(message, nanos);
            arrived = publish.isMissing()
                    && (message.isTakenBeside(publish)
                            || (publish.isUncertain() && message.wasDeliveredSince(publish)));
            publish.resolved = arrived;
            if (publish.isTaken()) {
                duplicate = publish.kind != Publish.Kind.PASSED_ON && message.isTakenBeside(publish);
                resolved = message.resolve(false, "resolved: published again", nanos);
            }
        }
        resolved.forEach(each -> teller.resolved(each, "published_again"));
        if (duplicate) {
            tell(Kind.DUPLICATE, "published_twice", "", nanos);
        }
        if (!arrived) {
            tellIfMissing(outcome, detail, nanos);
        }
    }

    private void tellIfMissing(MessageFates.Outcome outcome, String detail, long nanos) {
        switch (outcome) {
            case UNROUTABLE -> tell(Kind.LOST, "unroutable", detail, nanos);
            case NACKED -> tell(Kind.LOST, "nacked", detail, nanos);
            case CHANNEL_CLOSED, CONNECTION_CLOSED -> tell(Kind.UNKNOWN, "closed_before_confirm", detail, nanos);
            case UNKNOWN -> tell(Kind.UNKNOWN, "connection_broke", detail, nanos);
            default -> {
                // Nothing is missing.
            }
        }
    }

    private void tell(Kind kind, String reason, String detail, long nanos) {
        teller.tell(
                new Incident(
                        kind,
                        reason,
                        detail,
                        publish.destination,
                        "",
                        order,
                        publish.context(),
                        teller.clocks().epochNanos(nanos)),
                stripe,
                message);
    }
}
