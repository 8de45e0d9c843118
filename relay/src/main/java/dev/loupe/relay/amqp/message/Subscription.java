package dev.loupe.relay.amqp.message;

/**
 * A consumer of a channel, or those who use {@code basic.get} there. Knows how many messages it has, and how long one waited
 * for those before it: as long as it settles them in the order in which it was given them, it works on one at a time; a single
 * one out of turn shows that it works on several, and from then on no wait is told. Not thread-safe.
 */
final class Subscription {
    private static final long NEVER = Long.MIN_VALUE;

    private final String consumerTag;
    private final boolean automatic;
    private final int prefetch;
    private final boolean gets;
    private String queue;
    private boolean made;
    private Destinations.Delivered last;
    private String lastExchange;
    private String lastRoutingKey;
    private long given;
    private long settled;
    private int outstanding;
    private boolean several;
    private long lastSettled = NEVER;
    private long settledBefore = NEVER;

    /**
     * A message's place among those of its consumer.
     *
     * @param number from 1
     * @param ahead unacknowledged ones that the consumer had when it came
     */
    record Turn(long number, int ahead) {}

    /**
     * A consumer.
     *
     * @param automatic whether what it is given is taken as done
     * @param prefetch how many unacknowledged messages it may have; 0 for any number
     * @param gets whether it asks for each message
     */
    Subscription(String consumerTag, boolean automatic, int prefetch, boolean gets) {
        this.consumerTag = consumerTag;
        this.automatic = automatic;
        this.prefetch = prefetch;
        this.gets = gets;
    }

    /** @param isMade whether the broker has made the name up */
    Subscription of(String queueName, boolean isMade) {
        queue = queueName;
        made = isMade;
        last = null;
        return this;
    }

    String consumerTag() {
        return consumerTag;
    }

    boolean isAutomatic() {
        return automatic;
    }

    int prefetch() {
        return prefetch;
    }

    boolean gets() {
        return gets;
    }

    /** Empty if it is not known. */
    String queue() {
        return queue;
    }

    /** Where a message comes from; mostly the same as the one before. */
    Destinations.Delivered origin(Destinations destinations, String exchange, String routingKey) {
        if (last == null || !exchange.equals(lastExchange) || !routingKey.equals(lastRoutingKey)) {
            last = destinations.of(exchange, routingKey, queue, made);
            lastExchange = exchange;
            lastRoutingKey = routingKey;
        }
        return last;
    }

    /** It is given one more. */
    Turn takes() {
        given++;
        return new Turn(given, outstanding++);
    }

    /**
     * It has settled one, or lost it.
     *
     * @return for how many nanoseconds that one had waited for those before it; negative if that cannot be told
     */
    long settles(Turn turn, long began, long now) {
        outstanding--;
        settled++;
        boolean inTurn = turn.number() == settled;
        several |= !inTurn;
        if (now != lastSettled) {
            // Those that are settled at once did not wait for each other.
            settledBefore = lastSettled;
            lastSettled = now;
        }
        if (gets || automatic || several) {
            return -1;
        }
        return turn.ahead() == 0 || settledBefore == NEVER ? 0 : Math.max(0, settledBefore - began);
    }
}
