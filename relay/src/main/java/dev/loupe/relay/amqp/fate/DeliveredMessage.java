package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.Incident.Kind;
import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** A delivery that is not settled yet. */
final class DeliveredMessage extends StuckList.Watched implements MessageFates.Delivery {
    private static final double SECONDS = 1e-9;

    private final Teller teller;
    private final LongAdder stuckNow;
    private final Stripe stripe;
    private final Remembered message;
    private final Handover handover;
    private final String destination;
    private final Known known;
    private volatile String order;
    private volatile boolean stuck;

    /** What was known when it was delivered. */
    record Known(
            Optional<SpanContext> first,
            Optional<SpanContext> duplicateOf,
            int deliveredBefore,
            OptionalLong publishedNanos,
            boolean late,
            List<String> diedOf) {}

    DeliveredMessage(
            Teller teller,
            LongAdder stuckNow,
            Stripe stripe,
            Remembered message,
            Handover handover,
            Message delivered,
            Known known) {
        this.teller = teller;
        this.stuckNow = stuckNow;
        this.stripe = stripe;
        this.message = message;
        this.handover = handover;
        this.destination = delivered.destination();
        this.known = known;
        this.order = Subject.of(delivered.keys());
    }

    @Override
    public Optional<SpanContext> first() {
        return known.first();
    }

    @Override
    public Optional<SpanContext> duplicateOf() {
        return known.duplicateOf();
    }

    @Override
    public int deliveredBefore() {
        return known.deliveredBefore();
    }

    @Override
    public OptionalLong publishedNanos() {
        return known.publishedNanos();
    }

    @Override
    public boolean isLate() {
        return known.late();
    }

    @Override
    public List<String> diedOf() {
        return known.diedOf();
    }

    @Override
    public void about(List<BusinessKey> keys) {
        order = Subject.of(keys);
        synchronized (stripe) {
            message.about(order);
        }
    }

    @Override
    public boolean isStuck() {
        return stuck;
    }

    @Override
    public void settled(MessageFates.Settlement settlement, long nanos) {
        handover.queue.stuck().remove(this);
        synchronized (stripe) {
            if (handover.settlement != null) {
                return;
            }
            handover.settlement = settlement;
            handover.settledNanos = nanos;
            stripe.touch(message, nanos);
            if (stuck) {
                stuckNow.decrement();
            }
        }
    }

    /** Its consumer has had it for too long. */
    void isTooLong(long nanos) {
        synchronized (stripe) {
            if (handover.settlement != null) {
                return;
            }
            stuck = true;
            stuckNow.increment();
            message.remark("stuck", handover.queue.name(), nanos);
        }
        double seconds = handover.queue.stuck().limitNanos() * SECONDS;
        tell(Kind.STUCK, String.format(Locale.ROOT, "not settled for %.3f s", seconds), nanos);
    }

    void tell(Kind kind, String reason, long nanos) {
        tell(kind, reason, handover.queue.name(), nanos);
    }

    void tell(Kind kind, String reason, String queue, long nanos) {
        teller.tell(
                new Incident(
                        kind,
                        reason,
                        "",
                        destination,
                        queue,
                        order,
                        handover.context(),
                        teller.clocks().epochNanos(nanos)),
                stripe,
                message);
    }
}
