package dev.loupe.relay.journey;

import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/**
 * A request of a wrapped service, a call that it made, a statement that it ran, or a message that it sent or was given.
 *
 * @param direction {@link #IN} for a request to the service, {@link #OUT} for a call by it, {@link #DB} for a statement,
 *     {@link #MQ} for a message
 * @param peer name of the service, database or broker that was called; empty for a request
 * @param method HTTP method, or {@code _OTHER}; a statement's operation, such as {@code UPDATE}; {@link RequestRule#PUBLISH} or
 *     {@link RequestRule#PROCESS}
 * @param route template, such as <code>/orders/{order}/price</code>; a statement's table, empty if it is not exactly one; the
 *     destination of a message that was published, the queue of one that was processed
 * @param status of the answer; 0 if it broke, or is not there yet; for a statement 200 if it is done, and its transaction was
 *     not undone, else 500; for a message 200 if the broker has it, or the consumer is done with it, else 500
 * @param keys its business keys, its own and inherited ones
 * @param span that was made for it
 * @param epochNanos when it began, in nanoseconds since 1970
 * @param durationNanos how long it took; 0 if it has only begun
 */
public record Happening(
        String direction,
        String peer,
        String method,
        String route,
        int status,
        List<BusinessKey> keys,
        SpanContext span,
        long epochNanos,
        long durationNanos) {
    /** A request to the wrapped service. */
    public static final String IN = "in";

    /** A call by the wrapped service. */
    public static final String OUT = "out";

    /** A statement of the wrapped service. */
    public static final String DB = "db";

    /** A message that the wrapped service published, or one that it was given and is done with. */
    public static final String MQ = "mq";

    /** When it was over, in nanoseconds since 1970. */
    public long endEpochNanos() {
        return epochNanos + durationNanos;
    }

    /** The pseudonym of its key of a kind. */
    Optional<String> key(String kind) {
        for (BusinessKey key : keys) {
            if (key.kind().equals(kind)) {
                return Optional.of(key.pseudonym());
            }
        }
        return Optional.empty();
    }

    /** Such as {@code in GET /orders/{order}} or {@code out PUT /orders/{order}/price (shop)}. */
    String inWords() {
        return direction + ' ' + method + ' ' + route + (peer.isEmpty() ? "" : " (" + peer + ')');
    }
}
