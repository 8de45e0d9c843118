package dev.loupe.relay.postgres.blame;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import java.util.OptionalLong;

/** The monitors of other processes on the same database. Touched on one thread. */
interface Peers {
    /** There are none. */
    Peers NONE = new Peers() {
        @Override
        public Optional<Known> known(ServerProcess process) {
            return Optional.empty();
        }

        @Override
        public void ask(Question question) {
            // Nobody could answer.
        }

        @Override
        public void released(String waitId, long untilNanos) {
            // Nobody was asked.
        }
    };

    /** What one of them has told of that process's transaction. */
    Optional<Known> known(ServerProcess process);

    /** Asks them all, now or soon; once, however often it is called. */
    void ask(Question question);

    /** A wait is over that they may have been asked about. */
    void released(String waitId, long untilNanos);

    /**
     * Whose is this process?
     *
     * @param process which is not one of ours
     * @param seenNanos when it was seen to be in the way: only a transaction that had begun by then is meant
     * @param waiter whom it makes wait; empty if it only stands in a chain
     */
    record Question(ServerProcess process, long seenNanos, Optional<Waiter> waiter) {
        OptionalLong transactionMicros() {
            return process.transactionMicros();
        }
    }

    /**
     * Who waits for it.
     *
     * @param waitId unique among all processes
     * @param traceId of the waiting statement
     * @param sinceNanos when it began to wait
     */
    record Waiter(String waitId, String traceId, long sinceNanos) {}

    /**
     * A transaction that passes through another process.
     *
     * @param span of it
     * @param summary of its statement
     * @param idleInTransaction whether it ran none when that was told
     */
    record Known(SpanContext span, String summary, boolean idleInTransaction) {}
}
