package dev.loupe.relay.amqp.protocol;

import java.util.List;
import java.util.Map;

/**
 * What a message's table of headers says of its trace and its way.
 *
 * @param hasTraceparent whether there is one, of whatever type and content
 * @param traceparent its text; empty if there is none or if it is no text; of several the last
 * @param tracestate the same, byte for byte as chars
 * @param deaths of {@code x-death}, the newest first; at most 16
 * @param deliveryCount of {@code x-delivery-count}, which quorum queues keep; negative if it is not there
 * @param timestampMillis of {@code timestamp_in_ms}, which the broker writes if so configured; 0 if it is not there
 * @param wanted values of the headers that were asked for, texts as they are, numbers in decimal, {@code true} or {@code
 *     false}; other types, and texts of more than 1,024 bytes, are left out
 */
public record MessageHeaders(
        boolean hasTraceparent,
        String traceparent,
        String tracestate,
        List<Death> deaths,
        long deliveryCount,
        long timestampMillis,
        Map<String, String> wanted) {
    /** No headers, or none of these. */
    public static final MessageHeaders NONE = new MessageHeaders(false, "", "", List.of(), -1, 0, Map.of());

    /**
     * One entry of {@code x-death}: a queue in which the message died, for a reason.
     *
     * @param reason {@code rejected}, {@code expired}, {@code maxlen} or {@code delivery_limit}
     * @param count how often
     * @param epochSeconds when it died first; 0 if that is not said
     * @param exchange to which it had been published
     * @param routingKey the first one with which it had been published
     */
    public record Death(
            String queue, String reason, long count, long epochSeconds, String exchange, String routingKey) {}
}
