package dev.loupe.relay.service;

import dev.loupe.relay.service.key.Extractor;
import dev.loupe.relay.service.route.Routes;
import dev.loupe.relay.trace.HeaderFormat;
import java.util.List;
import java.util.Set;

/**
 * A path between a wrapped service and what it calls.
 *
 * @param peer who is called
 * @param routes of the peer, or of all of them together
 * @param keys where business keys stand
 * @param background whether the service calls here for work of its own too, so that the one request in flight need not be
 *     the reason
 * @param propagates whether the peer is sent the trace context; strangers need not be
 * @param formats of trace context beside W3C's
 * @param exclusions routes of calls that make no span
 */
public record OutboundSettings(
        Peer peer,
        Routes routes,
        List<Extractor> keys,
        boolean background,
        boolean propagates,
        Set<HeaderFormat> formats,
        Routes exclusions) {
    /** Keeps its own copies. */
    public OutboundSettings {
        keys = List.copyOf(keys);
        formats = Set.copyOf(formats);
    }
}
