package dev.loupe.relay.journey;

import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/**
 * A request of a wrapped service, or a call that it made.
 *
 * @param direction {@link #IN} for a request to the service, {@link #OUT} for a call by it
 * @param peer name of the service that was called; empty for a request
 * @param method HTTP method, or {@code _OTHER}
 * @param route template, such as <code>/orders/{order}/price</code>
 * @param status of the answer; 0 if it broke, or is not there yet
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
