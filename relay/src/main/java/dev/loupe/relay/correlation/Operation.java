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
 * @param shape its route, statement fingerprint or routing key: from a closed set
 * @param background whether its path is configured as carrying background work
 */
public record Operation(
        Optional<SpanContext> explicit,
        List<BusinessKey> keys,
        Optional<Attribution> transaction,
        String shape,
        boolean background) {
    /** Copies the keys. */
    public Operation {
        keys = List.copyOf(keys);
    }
}
