package dev.loupe.relay.amqp.fate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Messages that are remembered, by what tells one from another: the hash of its {@code message-id}, or where it has none, of the
 * span that was made for its publish and that it carries itself. Thread-safe: in stripes, each with a lock that is held for less
 * than a microsecond.
 */
final class MessageMemory {
    private static final int STRIPES = 16;
    /** Less is not worth being divided. */
    private static final int UNDIVIDED = 1_000;

    private final Stripe[] stripes;
    private final MessageHash ids = MessageHash.random();
    private final MessageHash spans = MessageHash.random();

    MessageMemory(int messages, long windowNanos) {
        int count = messages < UNDIVIDED ? 1 : STRIPES;
        stripes = new Stripe[count];
        for (int i = 0; i < count; i++) {
            stripes[i] = new Stripe((messages + count - 1) / count, windowNanos);
        }
    }

    /** What a message is found by that is published. */
    long keyOfPublished(Message message) {
        return message.id().isEmpty() ? keyOfSpan(message) : ids.of(message.id());
    }

    private long keyOfSpan(Message message) {
        return spans.of(message.span().getSpanId());
    }

    /** What a message is found by that is delivered. One without a name is known only if it carries its publish's span. */
    long keyOfDelivered(Message message) {
        if (!message.id().isEmpty()) {
            return ids.of(message.id());
        }
        if (message.publisher().isValid()) {
            long key = spans.of(message.publisher().getSpanId());
            Stripe stripe = stripe(key);
            synchronized (stripe) {
                if (stripe.find(key) != null) {
                    return key;
                }
            }
        }
        return keyOfSpan(message);
    }

    /** Whether anything tells it from others. */
    static boolean isTold(Message message) {
        return !message.id().isEmpty() || message.span().isValid();
    }

    Stripe stripe(long key) {
        return stripes[(int) (key >>> 32) & stripes.length - 1];
    }

    /** Forgets what is too long ago. */
    void sweep(long nanos) {
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                stripe.sweep(nanos);
            }
        }
    }

    /** A message, and when something happened to it last. */
    record Touched(Stripe stripe, Remembered remembered, long nanos) {}

    /** Those that something happened to last, the newest first. */
    List<Touched> newest(int count, long nowNanos) {
        List<Touched> all = new ArrayList<>();
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                stripe.newest(count).forEach(each -> all.add(new Touched(stripe, each, each.touchedNanos)));
            }
        }
        all.sort(Comparator.comparingLong(each -> nowNanos - each.nanos()));
        return all.subList(0, Math.min(count, all.size()));
    }

    int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                size += stripe.size();
            }
        }
        return size;
    }

    long forgotten() {
        long forgotten = 0;
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                forgotten += stripe.forgotten();
            }
        }
        return forgotten;
    }
}
