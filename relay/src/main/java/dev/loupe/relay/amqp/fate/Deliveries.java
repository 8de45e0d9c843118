package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.amqp.fate.DeliveredMessage.Known;
import dev.loupe.relay.amqp.fate.Incident.Kind;
import dev.loupe.relay.amqp.protocol.MessageHeaders.Death;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Judges deliveries: duplicate, late, dead. Thread-safe. */
final class Deliveries {
    private static final double SECONDS = 1e-9;
    private static final String EXPIRED = "expired";
    private static final List<String> REASONS = List.of(EXPIRED, "rejected", "maxlen", "delivery_limit");

    private final MessageMemory memory;
    private final Queues queues;
    private final Teller teller;
    private final LongAdder stuckNow;

    Deliveries(MessageMemory memory, Queues queues, Teller teller, LongAdder stuckNow) {
        this.memory = memory;
        this.queues = queues;
        this.teller = teller;
        this.stuckNow = stuckNow;
    }

    DeliveredMessage delivered(
            Message delivered, boolean redelivered, List<Death> deaths, OptionalLong publishedEpochNanos) {
        QueueRules queue = queues.of(delivered.queue());
        long key = memory.keyOfDelivered(delivered);
        Stripe stripe = memory.stripe(key);
        DeliveredMessage told;
        Handover handover;
        List<Death> newDeaths;
        List<Publish> resolved;
        OptionalLong waited;
        synchronized (stripe) {
            Remembered message = MessageMemory.isTold(delivered)
                    ? stripe.message(key, delivered.bytes(), delivered.nanos())
                    : new Remembered(key, delivered.bytes());
            message.about(Subject.of(delivered.keys()));
            Publish published = message.publishedTo(delivered.destination());
            waited = Waiting.nanos(
                    delivered, redelivered, message.putBack(queue.name()), deaths, published, publishedEpochNanos);
            boolean cameBack = cameBack(message, queue.name(), deaths);
            newDeaths = deaths.isEmpty() ? List.of() : newDeaths(message, delivered, deaths, cameBack, redelivered);
            handover = message.handover(delivered, queue, redelivered, sum(deaths));
            resolved = message.resolve(true, "resolved: delivered", delivered.nanos());
            boolean late = waited.isPresent() && waited.getAsLong() > queue.lateNanos();
            if (late) {
                message.remark("late", queue.name(), delivered.nanos());
            }
            told = new DeliveredMessage(
                    teller,
                    stuckNow,
                    stripe,
                    message,
                    handover,
                    delivered,
                    new Known(
                            context(message.firstFrom("", handover)),
                            handover.recurrence.isDuplicate()
                                    ? context(message.firstFrom(queue.name(), handover))
                                    : Optional.empty(),
                            message.delivered() - 1,
                            published == null ? OptionalLong.empty() : OptionalLong.of(published.nanos),
                            late,
                            cameBack ? List.of() : reasons(deaths)));
        }
        resolved.forEach(each -> teller.resolved(each, "delivered"));
        for (Death death : newDeaths) {
            told.tell(Kind.LOST, reason(death), death.queue(), delivered.nanos());
        }
        if (handover.recurrence.isDuplicate()) {
            told.tell(Kind.DUPLICATE, handover.recurrence.reason(), delivered.nanos());
        }
        if (told.isLate()) {
            String words = String.format(Locale.ROOT, "%.3f s in its queue", waited.orElse(0) * SECONDS);
            told.tell(Kind.LATE, words, delivered.nanos());
        }
        if (!queue.stuck().add(told, delivered.nanos())) {
            teller.metrics().unwatched();
        }
        return told;
    }

    private static Optional<SpanContext> context(Handover handover) {
        return handover == null || !handover.hasSpan() ? Optional.empty() : Optional.of(handover.context());
    }

    /** Whoever gets a message where it was before it died has lost nothing: it was retried. */
    private static boolean cameBack(Remembered message, String queue, List<Death> deaths) {
        for (Death death : deaths) {
            if (death.queue().equals(queue)) {
                return true;
            }
        }
        return !deaths.isEmpty() && message.lastFrom(queue) != null && message.lastFrom(queue).deaths < sum(deaths);
    }

    /** Those that were not told before: each death once, however often the dead message is delivered. */
    private List<Death> newDeaths(
            Remembered message, Message delivered, List<Death> deaths, boolean cameBack, boolean redelivered) {
        List<Death> lost = new ArrayList<>(0);
        for (Death death : deaths) {
            if (death.count() > message.diedBefore(death.queue(), death.reason())) {
                // A dead message that is not known and comes for the second time was told when it came for the first.
                boolean toldBefore = redelivered && message.delivered() == 0;
                boolean isLost = !cameBack && !toldBefore && !isIntended(death);
                message.died(
                        new Remembered.Died(death.queue(), reason(death), death.count(), at(death, delivered), isLost));
                if (isLost) {
                    lost.add(death);
                }
            }
        }
        return lost;
    }

    private static long at(Death death, Message delivered) {
        return death.epochSeconds() == 0
                ? delivered.nanos()
                : delivered.nanos() - delivered.epochNanos() + TimeUnit.SECONDS.toNanos(death.epochSeconds());
    }

    private boolean isIntended(Death death) {
        return death.reason().equals(EXPIRED) && queues.isDelay(death.queue());
    }

    private List<String> reasons(List<Death> deaths) {
        List<String> reasons = new ArrayList<>(0);
        for (Death death : deaths) {
            if (!isIntended(death) && !reasons.contains(reason(death))) {
                reasons.add(reason(death));
            }
        }
        return reasons;
    }

    /** The broker's, which is one of a few: what a publisher has written into the header itself could be anything. */
    private static String reason(Death death) {
        return REASONS.contains(death.reason()) ? death.reason() : "other";
    }

    private static int sum(List<Death> deaths) {
        long sum = 0;
        for (Death death : deaths) {
            sum += Math.max(0, Math.min(death.count(), Integer.MAX_VALUE));
        }
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }
}
