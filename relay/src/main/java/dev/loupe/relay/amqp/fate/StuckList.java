package dev.loupe.relay.amqp.fate;

import java.util.ArrayList;
import java.util.List;

/**
 * Deliveries that are due after the same time, so that the first to come is the first to be due: no timer for each, no sorting.
 * Bounded. Thread-safe.
 */
final class StuckList {
    private final long limitNanos;
    private final int most;
    private final Watched ends = new Watched();
    private int size;

    /** A delivery in the list. */
    static class Watched {
        private Watched before = this;
        private Watched after = this;
        private long sinceNanos;

        private void unlink() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    StuckList(long limitNanos, int most) {
        this.limitNanos = limitNanos;
        this.most = most;
    }

    long limitNanos() {
        return limitNanos;
    }

    /** Watches one; false if there is no room for it. */
    synchronized boolean add(Watched delivery, long nanos) {
        if (size >= most) {
            return false;
        }
        size++;
        delivery.sinceNanos = nanos;
        delivery.before = ends.before;
        delivery.after = ends;
        ends.before.after = delivery;
        ends.before = delivery;
        return true;
    }

    /** Does nothing if it is not in it. */
    synchronized void remove(Watched delivery) {
        if (delivery.after != delivery) {
            delivery.unlink();
            size--;
        }
    }

    /** Takes out those whose time is up. */
    synchronized List<Watched> takeDue(long nowNanos) {
        List<Watched> due = new ArrayList<>();
        while (ends.after != ends && nowNanos - ends.after.sinceNanos >= limitNanos) {
            due.add(ends.after);
            remove(ends.after);
        }
        return due;
    }
}
