package dev.loupe.relay.correlation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * To which request an earlier statement of a database transaction was attributed. The whole transaction is that
 * request's, exactly as surely as that statement.
 *
 * @param evidence what that attribution rested on
 * @param parent the request's span, or the context that the statement carried
 * @param keys those of the request
 */
public record Attribution(Evidence evidence, SpanContext parent, List<BusinessKey> keys) {
    /** Copies the keys. */
    public Attribution {
        keys = List.copyOf(keys);
    }
}
