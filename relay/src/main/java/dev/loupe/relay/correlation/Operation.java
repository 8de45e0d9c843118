package dev.loupe.relay.correlation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an operation (an outbound request, a statement, a publish) when it begins.
 *
 * @param explicit the context that it carries itself; one that is not valid counts as none
 * @param keys its business keys; two that disagree within a kind are not used
 * @param transaction of an earlier statement of this database transaction
 * @param shape its route, statement fingerprint or routing key: from a closed set; empty for one that every kind of work
 *     does alike, such as {@code BEGIN}
 * @param background whether its path is configured as carrying background work
 * @param doubtful whether an earlier statement of this database transaction was ambiguous or belonged to nothing
 */
public record Operation(
        Optional<SpanContext> explicit,
        List<BusinessKey> keys,
        Optional<Attribution> transaction,
        String shape,
        boolean background,
        boolean doubtful) {
    /** Copies the keys. */
    public Operation {
        keys = List.copyOf(keys);
    }

    /** One of which no earlier statement was in doubt. */
    public Operation(
            Optional<SpanContext> explicit,
            List<BusinessKey> keys,
            Optional<Attribution> transaction,
            String shape,
            boolean background) {
        this(explicit, keys, transaction, shape, background, false);
    }
}
