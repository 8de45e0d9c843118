package dev.loupe.relay.s3;

/**
 * Tells the store's time from the client's within one exchange. All moments are nanoseconds of one monotonic clock; every
 * figure is 0 until the moments that it needs have come.
 */
final class StoreTimings {
    private static final long NEVER = Long.MIN_VALUE;

    private final long arrived;
    private final boolean expectsContinue;
    private long storeStarted = NEVER;
    private long responseStarted = NEVER;
    private long responseEnded = NEVER;
    private long lastContent = NEVER;
    private long waitingSince = NEVER;
    private long pausedSince = NEVER;
    private long awaited;
    private long awaitedBeforeStart;
    private long awaitedBeforeResponse;
    private long paused;
    private long pausedBeforeLast;
    private long pausedBeforeEnd;
    private boolean requestPaused;
    private boolean requestEnded;

    /** @param expectsContinue whether the client holds its body back until the store says so */
    StoreTimings(long arrived, boolean expectsContinue) {
        this.arrived = arrived;
        this.expectsContinue = expectsContinue;
    }

    /** The request starts at the store; a second time if a connection had gone stale, and then all counts from there. */
    void storeStarted(long now) {
        storeStarted = now;
        awaitedBeforeStart = awaited;
        if (!requestEnded && !expectsContinue) {
            waitingSince = now;
        }
    }

    /** The store has said that the client may send its body. */
    void continued(long now) {
        if (!requestEnded && waitingSince == NEVER) {
            waitingSince = now;
        }
    }

    void requestContent(long now) {
        if (storeStarted != NEVER && !requestPaused) {
            endWaiting(now);
            waitingSince = now;
        }
    }

    /** The store does not take more: from now on it is the store that is waited for. */
    void requestPaused(long now) {
        endWaiting(now);
        waitingSince = NEVER;
        requestPaused = true;
    }

    void requestResumed(long now) {
        requestPaused = false;
        if (!requestEnded) {
            waitingSince = now;
        }
    }

    void requestEnded(long now) {
        endWaiting(now);
        waitingSince = NEVER;
        requestEnded = true;
    }

    private void endWaiting(long now) {
        if (waitingSince != NEVER) {
            awaited += now - waitingSince;
        }
    }

    void responseStarted(long now) {
        responseStarted = now;
        awaitedBeforeResponse = awaited - awaitedBeforeStart + (waitingSince == NEVER ? 0 : now - waitingSince);
    }

    void responseContent(long now) {
        lastContent = now;
        pausedBeforeLast = pausedUntil(now);
    }

    void responsePaused(long now) {
        pausedSince = now;
    }

    void responseResumed(long now) {
        paused = pausedUntil(now);
        pausedSince = NEVER;
    }

    void responseEnded(long now) {
        responseEnded = now;
        pausedBeforeEnd = pausedUntil(now);
    }

    private long pausedUntil(long now) {
        return pausedSince == NEVER ? paused : paused + now - pausedSince;
    }

    /** The exchange is over: a wait that has not ended, ends. */
    void ended(long now) {
        endWaiting(now);
        waitingSince = NEVER;
        responseResumed(now);
    }

    boolean reachedStore() {
        return storeStarted != NEVER;
    }

    boolean answered() {
        return responseStarted != NEVER;
    }

    /** From the request's arrival to its start at the store. */
    long beforeStore() {
        return storeStarted == NEVER ? 0 : storeStarted - arrived;
    }

    /** From the request's start at the store to the head of its response. */
    long firstByte() {
        return responseStarted == NEVER ? 0 : responseStarted - storeStarted;
    }

    /**
     * From the request's start at the store to the last body byte from it, less the time that the relay was paused because
     * the client did not read, and less the time spent waiting for the client's bytes where it sent any.
     */
    long read() {
        if (responseStarted == NEVER) {
            return 0;
        }
        long last = Math.max(lastContent, responseStarted);
        return Math.max(0, last - storeStarted - pausedBeforeLast - awaitedBeforeResponse);
    }

    /**
     * From the first byte sent to the store to its response's head, less the time spent waiting for the client's bytes.
     */
    long write() {
        return responseStarted == NEVER ? 0 : responseStarted - storeStarted - awaitedBeforeResponse;
    }

    /** The store's time whatever moved: all of it from start to end, less all waits for the client. */
    long store(long now) {
        if (storeStarted == NEVER) {
            return 0;
        }
        long stalls = awaited - awaitedBeforeStart + (responseEnded == NEVER ? pausedUntil(now) : pausedBeforeEnd);
        return Math.max(0, upstream(now) - stalls);
    }

    /** From the request's start at the store to the end of its response, waits included. */
    long upstream(long now) {
        return storeStarted == NEVER ? 0 : (responseEnded == NEVER ? now : responseEnded) - storeStarted;
    }

    /** How long the client made the relay wait: for its bytes, or for it to read. */
    long clientStall() {
        return awaited + paused;
    }
}
