package dev.loupe.relay.postgres.session;

/**
 * When what happened to one statement, in nanoseconds of one monotonic clock. A statement whose result is fetched in portions is
 * asked for several times; what the client does between two portions is not the statement's time.
 */
final class RunTimes {
    private static final long NEVER = Long.MIN_VALUE;

    private final long began;
    private long asked = NEVER;
    private long taken = NEVER;
    private long firstResult = NEVER;
    private long lastResult = NEVER;
    private long active;
    private long queued;
    private long execution = NEVER;
    private long stalledBefore;
    private long stalled;

    /** @param began when the first of its messages came */
    RunTimes(long began) {
        this.began = began;
    }

    /** The last byte of what asks for it, or for the next portion, has come. */
    void asked(long now) {
        asked = now;
        taken = NEVER;
    }

    /**
     * The server has nothing left to do before it.
     *
     * @param stalledSoFar how long the session's client has not read, in all
     */
    void taken(long now, long stalledSoFar) {
        if (taken == NEVER) {
            taken = now;
            queued += now - asked;
            stalledBefore = stalledSoFar;
        }
    }

    /** The first byte of its result has come. */
    void answered(long now) {
        if (execution == NEVER && taken != NEVER) {
            execution = now - taken;
        }
        if (firstResult == NEVER) {
            firstResult = now;
        }
    }

    /** A portion of its result is whole, or all of it. */
    void delivered(long now, long stalledSoFar) {
        answered(now);
        lastResult = now;
        if (asked != NEVER) {
            active += now - asked;
        }
        if (taken != NEVER) {
            stalled += stalledSoFar - stalledBefore;
        }
        asked = NEVER;
    }

    /** It ends without a result: the session has ended, or the server did not look at it. */
    void cutOff(long now, long stalledSoFar) {
        boolean answered = firstResult != NEVER;
        delivered(now, stalledSoFar);
        if (!answered) {
            firstResult = NEVER;
            execution = NEVER;
        }
    }

    long began() {
        return began;
    }

    /** When the server had nothing left to do before it; when it began, if that was never so. */
    long takenAt() {
        return taken == NEVER ? began : taken;
    }

    /** When the last byte of its result came. */
    long ended() {
        return lastResult == NEVER ? began : lastResult;
    }

    /** When the first byte of its result came; the end, if none did. */
    long firstResult() {
        return firstResult == NEVER ? ended() : firstResult;
    }

    /** From its last byte to the last byte of its result. */
    long duration() {
        return active;
    }

    /** From its last byte, or the end of what was before it, to the first byte of its result; -1 if there was none. */
    long execution() {
        return execution == NEVER ? -1 : execution;
    }

    /** Between its last byte and the end of what was before it in the pipeline. */
    long queued() {
        return queued;
    }

    /** In which the client did not read. */
    long stalled() {
        return stalled;
    }
}
