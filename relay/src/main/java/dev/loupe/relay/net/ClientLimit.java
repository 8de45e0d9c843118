package dev.loupe.relay.net;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many clients are served at once, over all event loops. Those beyond are turned away with an answer, and do not take
 * the place of anybody who may be served. Thread-safe.
 */
public final class ClientLimit {
    private final int most;
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger shed = new AtomicInteger();

    /** @param most that are served at once */
    public ClientLimit(int most) {
        this.most = most;
    }

    /** What becomes of a connection. */
    public enum Admission {
        /** It is served. */
        SERVED,
        /** It is told that there are too many. */
        SHED,
        /** There are too many even of those. */
        DROPPED
    }

    /** A connection has come; {@link #leave} is to follow. */
    public Admission enter() {
        if (fits(served)) {
            return Admission.SERVED;
        }
        return fits(shed) ? Admission.SHED : Admission.DROPPED;
    }

    /** The connection is gone. */
    public void leave(Admission admission) {
        switch (admission) {
            case SERVED -> served.decrementAndGet();
            case SHED -> shed.decrementAndGet();
            case DROPPED -> {}
        }
    }

    private boolean fits(AtomicInteger count) {
        if (count.incrementAndGet() <= most) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Connections that are open, whether served or being turned away. */
    public int open() {
        return served.get() + shed.get();
    }
}
