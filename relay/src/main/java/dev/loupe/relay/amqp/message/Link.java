package dev.loupe.relay.amqp.message;

/** What the channels of one connection share. Not thread-safe. */
final class Link {
    private final Broker broker;
    private final Blocking blocking = new Blocking();
    private final Publishes publishes;
    private final Deliveries deliveries;
    private final MessageEdits edits;
    private final MessageIds ids = new MessageIds();
    private long publishedBytes;
    private boolean stalled;

    Link(Broker broker) {
        this.broker = broker;
        publishes = new Publishes(broker, blocking);
        deliveries = new Deliveries(broker);
        edits = new MessageEdits(broker.settings().edits(), broker.telemetry());
    }

    Broker broker() {
        return broker;
    }

    Blocking blocking() {
        return blocking;
    }

    Publishes publishes() {
        return publishes;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    MessageEdits edits() {
        return edits;
    }

    MessageIds ids() {
        return ids;
    }

    /** Bytes of bodies that were published so far. */
    long publishedBytes() {
        return publishedBytes;
    }

    void publishes(long bytes) {
        publishedBytes += bytes;
    }

    void stalls(boolean stalls) {
        stalled = stalls;
    }

    /** Whether the broker may be behind with reading: it has blocked the connection, or does not take what it is sent. */
    boolean isHeldUp() {
        return stalled || blocking.isBlocked();
    }
}
