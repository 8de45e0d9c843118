package dev.loupe.relay.service;

import dev.loupe.relay.service.key.Extractor;
import dev.loupe.relay.service.route.Routes;
import dev.loupe.relay.trace.HeaderFormat;
import java.util.List;
import java.util.Set;

/**
 * The path in front of a wrapped service.
 *
 * @param routes of the service
 * @param keys where business keys stand
 * @param publicEdge whether anybody can call: a trace context from outside the trusted networks is linked to, and replaced
 * @param trusted networks of callers of our own: they may ask with the sampled flag that a trace be kept
 * @param formats of trace context beside W3C's
 * @param exclusions routes of requests that make no span
 * @param serverAddress where the service listens, for {@code server.address}
 * @param serverPort its port
 */
public record InboundSettings(
        Routes routes,
        List<Extractor> keys,
        boolean publicEdge,
        Networks trusted,
        Set<HeaderFormat> formats,
        Routes exclusions,
        String serverAddress,
        int serverPort) {
    /** Keeps its own copies. */
    public InboundSettings {
        keys = List.copyOf(keys);
        formats = Set.copyOf(formats);
    }
}
