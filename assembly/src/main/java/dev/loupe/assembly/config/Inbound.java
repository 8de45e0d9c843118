package dev.loupe.assembly.config;

import dev.loupe.relay.http.HttpRelaySettings.Protocol;
import dev.loupe.relay.service.Networks;
import dev.loupe.relay.trace.HeaderFormat;
import java.net.URI;
import java.util.List;

/**
 * The path in front of the service.
 *
 * @param listen where callers connect
 * @param upstream the service itself
 * @param http2 whether callers may speak HTTP/2
 * @param protocol which version of HTTP the service is spoken to in
 * @param publicEdge whether anybody can call: a trace context from outside the trusted networks is linked to, and replaced
 * @param trusted networks of callers of our own: they may ask with the sampled flag that a trace be kept
 * @param formats of trace context that are read and written beside W3C's
 * @param routes of the service
 * @param automaticRoutes how many names may be made of paths without a template
 * @param exclude routes of requests that make no span
 * @param keys where business keys stand
 */
public record Inbound(
        Listen listen,
        Upstream upstream,
        boolean http2,
        Protocol protocol,
        boolean publicEdge,
        List<String> trusted,
        List<HeaderFormat> formats,
        List<String> routes,
        int automaticRoutes,
        List<String> exclude,
        List<Key> keys) {
    private static final int AUTOMATIC = 100;

    /** Checks the templates and networks. */
    public Inbound {
        Rules.of(routes, automaticRoutes, exclude, keys);
        Networks.of("trusted", trusted);
    }

    /** Nothing configured: routes are made automatically, no key is known. */
    public static Inbound defaults(int port, URI service) {
        return new Inbound(
                Listen.defaults().on(port),
                Upstream.defaults().at(service),
                false,
                Protocol.HTTP1,
                false,
                List.of(),
                List.of(),
                List.of(),
                AUTOMATIC,
                List.of(),
                List.of());
    }

    /** Routes, exclusions and keys. */
    public Rules rules() {
        return Rules.of(routes, automaticRoutes, exclude, keys);
    }

    /** The same as a public edge. */
    public Inbound atPublicEdge() {
        return new Inbound(
                listen, upstream, http2, protocol, true, trusted, formats, routes, automaticRoutes, exclude, keys);
    }

    /** The same with other exclusions. */
    public Inbound excluding(List<String> changed) {
        return new Inbound(
                listen,
                upstream,
                http2,
                protocol,
                publicEdge,
                trusted,
                formats,
                routes,
                automaticRoutes,
                changed,
                keys);
    }
}
