package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.message.Asked.Question;
import java.util.HashMap;
import java.util.Map;

/** The consumers of one channel by their tags, and the queue that it declared last. Not thread-safe. */
final class Consumers {
    private static final int MOST = 4_096;

    private final MessageMetrics metrics;
    private final Map<String, Subscription> byTag = new HashMap<>(4);
    private Subscription lastUsed;
    private Subscription getsManually;
    private Subscription getsAutomatically;
    private String lastDeclared = "";
    private boolean lastIsMade;
    private int prefetch;

    Consumers(MessageMetrics metrics) {
        this.metrics = metrics;
    }

    /** @param isMade whether the broker has made the name up */
    void declared(String queue, boolean isMade) {
        lastDeclared = queue;
        lastIsMade = isMade;
    }

    /** For consumers to come: RabbitMQ applies it to those that begin after it. */
    void prefetches(int count) {
        prefetch = count;
    }

    /**
     * One begins, or has begun.
     *
     * @param queue empty for the one that was declared last
     */
    void begins(String consumerTag, String queue, boolean automatic) {
        if (consumerTag.isEmpty()) {
            return;
        }
        Subscription known = byTag.get(consumerTag);
        if (known == null && byTag.size() == MOST) {
            metrics.overflow(Overflow.CONSUMERS);
            return;
        }
        lastUsed = null;
        byTag.put(consumerTag, on(new Subscription(consumerTag, automatic, prefetch, false), queue));
    }

    /** It has a tag now, and so has its queue. */
    void hasBegun(String consumerTag, Question question) {
        Subscription known = byTag.get(consumerTag);
        if (known == null) {
            begins(consumerTag, question.queue(), question.automatic());
        } else if (question.queue().isEmpty()) {
            on(known, "");
        }
    }

    private Subscription on(Subscription subscription, String queue) {
        return queue.isEmpty()
                ? subscription.of(lastDeclared, lastIsMade)
                : subscription.of(queue, lastIsMade && queue.equals(lastDeclared));
    }

    /** It is no more; what it has been given stays unacknowledged. */
    void ends(String consumerTag) {
        byTag.remove(consumerTag);
        lastUsed = null;
    }

    Subscription of(String consumerTag) {
        if (lastUsed == null || !lastUsed.consumerTag().equals(consumerTag)) {
            Subscription known = byTag.get(consumerTag);
            lastUsed = known == null ? new Subscription(consumerTag, false, prefetch, true).of("", false) : known;
        }
        return lastUsed;
    }

    /** Whoever asked for a single message. */
    Subscription gets(Question question) {
        String queue = question.queue().isEmpty() ? lastDeclared : question.queue();
        Subscription known = question.automatic() ? getsAutomatically : getsManually;
        if (known == null || !known.queue().equals(queue)) {
            known = on(new Subscription("", question.automatic(), 0, true), queue);
            if (question.automatic()) {
                getsAutomatically = known;
            } else {
                getsManually = known;
            }
        }
        return known;
    }
}
