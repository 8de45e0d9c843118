package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.correlation.BusinessKey;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;

/**
 * A message as one connection saw it, when it was published or delivered.
 *
 * @param id its {@code message-id}, given by its sender or by Loupe; empty if it has none. Compared only, never shown
 * @param publisher the context in its {@code traceparent}; invalid if it has none. For a publish, that which it goes on with
 * @param destination exchange and routing key, from a closed set, as metrics and log lines name it
 * @param queue from which it was delivered; empty for a publish
 * @param keys what is known so far of what it is about
 * @param span that was made for the publish or the delivery; may be invalid
 * @param bytes of its body
 * @param nanos when, on a monotonic clock
 * @param epochNanos when, in nanoseconds since 1970
 * @param service that publishes it, or to which it is delivered; empty if that is not known. Who publishes a message that it
 *     had been given does so on purpose
 */
public record Message(
        String id,
        SpanContext publisher,
        String destination,
        String queue,
        List<BusinessKey> keys,
        SpanContext span,
        long bytes,
        long nanos,
        long epochNanos,
        String service) {
    /** Of a service that is not known. */
    public Message(
            String id,
            SpanContext publisher,
            String destination,
            String queue,
            List<BusinessKey> keys,
            SpanContext span,
            long bytes,
            long nanos,
            long epochNanos) {
        this(id, publisher, destination, queue, keys, span, bytes, nanos, epochNanos, "");
    }
}
