package dev.loupe.relay.amqp.fate;

import java.util.List;
import java.util.Optional;

/** What the console shows of messages. Thread-safe snapshots, the newest first. */
public interface MessageLives {
    /** Lives that were remembered, the one that something happened to last first. */
    List<Life> recent();

    /** The life of the message whose publish, or whose first delivery that was seen, has that span. */
    Optional<Life> find(String traceId, String spanId);

    /** Messages that were lost, doubled, late or stuck. */
    List<Trouble> troubles();

    /**
     * One message's life as far as it was seen.
     *
     * @param traceId of its publish, or of its first delivery that was seen
     * @param spanId of that
     * @param order pseudonym of the order that it is about; empty if that is not known
     * @param steps in the order in which they happened
     */
    record Life(String traceId, String spanId, String destination, String order, List<Step> steps) {}

    /**
     * Something that happened to it.
     *
     * @param what such as {@code published}, {@code confirmed}, {@code delivered}, {@code acked}, {@code requeued},
     *     {@code died: expired}
     * @param where queue or destination
     * @param traceId of the span that was made for it; empty if there is none
     */
    record Step(String what, String where, long epochNanos, String traceId, String spanId) {}

    /**
     * What went wrong with one.
     *
     * @param kind {@code lost}, {@code unknown}, {@code duplicate}, {@code late} or {@code stuck}
     * @param reason such as {@code unroutable}; empty if the kind says all
     * @param order pseudonym; empty if it is not known
     */
    record Trouble(
            String kind,
            String reason,
            String destination,
            String queue,
            String order,
            String traceId,
            String spanId,
            long epochNanos) {}
}
