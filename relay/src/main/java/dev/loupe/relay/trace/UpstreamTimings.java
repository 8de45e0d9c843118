package dev.loupe.relay.trace;

/**
 * Tells the upstream's time from the client's within one exchange. All moments are nanoseconds of one monotonic clock; every
 * figure is 0 until the moments that it needs have come.
 */
public final class UpstreamTimings {
    private static final long NEVER = Long.MIN_VALUE;

    private final long arrived;
    private final boolean expectsContinue;
    private long upstreamStarted = NEVER;
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

    /** @param expectsContinue whether the client holds its body back until the upstream says so */
    UpstreamTimings(long arrived, boolean expectsContinue) {
        this.arrived = arrived;
        this.expectsContinue = expectsContinue;
    }

    /** The request starts at the upstream; a second time if a connection had gone stale, and then all counts from there. */
    void upstreamStarted(long now) {
        upstreamStarted = now;
        awaitedBeforeStart = awaited;
        if (!requestEnded && !expectsContinue) {
            waitingSince = now;
        }
    }

    /** The upstream has said that the client may send its body. */
    void continued(long now) {
        if (!requestEnded && waitingSince == NEVER) {
            waitingSince = now;
        }
    }

    void requestContent(long now) {
        if (upstreamStarted != NEVER && !requestPaused) {
            endWaiting(now);
            waitingSince = now;
        }
    }

    /** The upstream does not take more: from now on it is the upstream that is waited for. */
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

    /** Whether the request was started at the upstream. */
    public boolean reachedUpstream() {
        return upstreamStarted != NEVER;
    }

    /** Whether the upstream's response has begun. */
    public boolean answered() {
        return responseStarted != NEVER;
    }

    /** From the request's arrival to its start at the upstream. */
    public long beforeUpstream() {
        return upstreamStarted == NEVER ? 0 : upstreamStarted - arrived;
    }

    /** From the request's start at the upstream to the head of its response. */
    public long firstByte() {
        return responseStarted == NEVER ? 0 : responseStarted - upstreamStarted;
    }

    /**
     * From the request's start at the upstream to the last body byte from it, less the time that the relay was paused because
     * the client did not read, and less the time spent waiting for the client's bytes where it sent any.
     */
    public long read() {
        if (responseStarted == NEVER) {
            return 0;
        }
        long last = Math.max(lastContent, responseStarted);
        return Math.max(0, last - upstreamStarted - pausedBeforeLast - awaitedBeforeResponse);
    }

    /**
     * From the first byte sent to the upstream to its response's head, less the time spent waiting for the client's bytes.
     */
    public long write() {
        return responseStarted == NEVER ? 0 : responseStarted - upstreamStarted - awaitedBeforeResponse;
    }

    /** The upstream's time whatever moved: all of it from start to end, less all waits for the client. */
    public long own(long now) {
        if (upstreamStarted == NEVER) {
            return 0;
        }
        long stalls = awaited - awaitedBeforeStart + (responseEnded == NEVER ? pausedUntil(now) : pausedBeforeEnd);
        return Math.max(0, upstream(now) - stalls);
    }

    /** From the request's start at the upstream to the end of its response, waits included. */
    public long upstream(long now) {
        return upstreamStarted == NEVER ? 0 : (responseEnded == NEVER ? now : responseEnded) - upstreamStarted;
    }

    /** How long the client made the relay wait: for its bytes, or for it to read. */
    public long clientStall() {
        return awaited + paused;
    }
}
