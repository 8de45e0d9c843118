package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import java.util.concurrent.TimeUnit;

/**
 * Publishes of one channel in their order, with what tells their outcomes: confirms, transactions, or, where there is
 * neither, proof that the broker has read them. Not thread-safe.
 */
final class Pending {
    /** More than the sockets on the way can hold: what was published so long before has been read. */
    private static final long PROVEN_AFTER_BYTES = 16L << 20;

    /** A broker that has not been held up has read what is so old. */
    private static final long PROVEN_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Link link;
    private final Ending ending;
    private final TagRing<Publish> inOrder;
    private Mode mode = Mode.NONE;
    private long count;
    private long selectedAfter = Long.MAX_VALUE;
    private long heldUpUntil = Long.MIN_VALUE;

    /** What the channel is asked to tell of outcomes. */
    enum Mode {
        /** Nothing. */
        NONE,
        /** {@code confirm.select}. */
        CONFIRM,
        /** {@code tx.select}. */
        TX
    }

    /** Is told of each publish that is over. */
    @FunctionalInterface
    interface Ending {
        void over(Publish publish, Outcome outcome, String detail, long now);
    }

    Pending(Link link, Ending ending) {
        this.link = link;
        this.ending = ending;
        inOrder = new TagRing<>(link.broker().settings().unconfirmed());
    }

    /** Publishes are counted from here on, which RabbitMQ does when it reads the request. */
    void selects(Mode selected) {
        if (mode == Mode.NONE) {
            mode = selected;
            selectedAfter = count;
        }
    }

    boolean isTransactional() {
        return mode == Mode.TX;
    }

    /** How many were published so far. */
    long count() {
        return count;
    }

    Publish next(Destination destination, long now) {
        count++;
        return new Publish(
                destination,
                mode != Mode.NONE,
                new Publish.Moment(
                        count,
                        now,
                        link.broker().epochNanos(),
                        link.publishedBytes(),
                        link.blocking().total(now)));
    }

    /**
     * It waits for its outcome.
     *
     * @return false if there is no room: then it is over
     */
    boolean remember(Publish publish, long now) {
        if (inOrder.isFull()) {
            link.broker().metrics().overflow(publish.awaitsOutcome() ? Overflow.UNCONFIRMED : Overflow.SENT);
            if (publish.awaitsOutcome()) {
                ending.over(publish, Outcome.FORGOTTEN, "", now);
                return false;
            }
            // The newest are those that the broker may not have read yet.
            Publish oldest = inOrder.first();
            inOrder.take(oldest.number());
            ending.over(oldest, Outcome.FORGOTTEN, "", now);
        }
        inOrder.add(publish.number(), publish);
        return true;
    }

    void take(Publish publish) {
        inOrder.take(publish.number());
    }

    /** A confirm; tag 0 with {@code multiple} means all. */
    void confirmed(long deliveryTag, boolean multiple, Outcome outcome, long now) {
        if (mode != Mode.CONFIRM) {
            return;
        }
        long number = multiple && deliveryTag == 0 ? count : selectedAfter + deliveryTag;
        if (multiple) {
            inOrder.takeUpTo(number, publish -> over(publish, outcome, now));
        } else {
            Publish publish = inOrder.take(number);
            if (publish != null) {
                over(publish, outcome, now);
            }
        }
    }

    /** A transaction is over, which holds what was published up to then. */
    void transactionOver(long upTo, boolean committed, long now) {
        inOrder.takeUpTo(upTo, publish -> over(publish, committed ? Outcome.COMMITTED : Outcome.ROLLED_BACK, now));
    }

    private void over(Publish publish, Outcome outcome, long now) {
        ending.over(publish, publish.awaitsOutcome() ? outcome : Outcome.SENT, "", now);
    }

    /** The broker has read all up to that one: it has answered something that was asked, or returned something, later. */
    void proven(long upTo, long now) {
        inOrder.takeUpTo(Math.min(upTo, selectedAfter), publish -> ending.over(publish, Outcome.SENT, "", now));
    }

    /** Settles those of which no answer will come, and that are sure to have been read. */
    void settleOld(long now) {
        if (link.isHeldUp()) {
            heldUpUntil = now;
        }
        for (Publish oldest = inOrder.first(); oldest != null && isRead(oldest, now); oldest = inOrder.first()) {
            inOrder.take(oldest.number());
            ending.over(oldest, Outcome.SENT, "", now);
        }
    }

    private boolean isRead(Publish publish, long now) {
        return !publish.awaitsOutcome()
                && (link.publishedBytes() - publish.bytesBefore() > PROVEN_AFTER_BYTES
                        || now - Math.max(publish.began(), heldUpUntil) > PROVEN_AFTER_NANOS);
    }

    /**
     * Nothing more will be told.
     *
     * @param awaiting outcome of those whose outcome was to be told
     * @param sent outcome of the others
     */
    void end(Outcome awaiting, Outcome sent, String detail, long now) {
        inOrder.takeAll(publish -> ending.over(publish, publish.awaitsOutcome() ? awaiting : sent, detail, now));
    }
}
