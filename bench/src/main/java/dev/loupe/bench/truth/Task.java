package dev.loupe.bench.truth;

/**
 * What a service is working on.
 *
 * @param request number of the request in the ledger; {@link #NO_REQUEST} for a job of the service's own
 * @param order what it is about
 * @param traceparent that the request came with, and that only a part of the service looks at
 * @param late whether the request has been answered
 * @param shared whether another request about the same order is in flight for sure
 */
record Task(int request, String order, String traceparent, boolean late, boolean shared) {
    static final int NO_REQUEST = -1;

    static final Task JOB = new Task(NO_REQUEST, "", "", false, false);

    /** The same after the answer. */
    Task answered() {
        return new Task(request, order, traceparent, true, shared);
    }
}
