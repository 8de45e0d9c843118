package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.http.HttpRelaySettings.Protocol;
import dev.loupe.relay.trace.HeaderFormat;
import java.util.List;

/**
 * A path between the service and one server that it calls.
 *
 * @param name of the server, as in {@code peer.service}
 * @param listen where the service connects, in place of the server
 * @param upstream the server
 * @param http2 whether the service may speak HTTP/2
 * @param protocol which version of HTTP the server is spoken to in
 * @param background whether the service calls there for work of its own too
 * @param propagate whether the server is sent the trace context
 * @param formats of trace context that are read and written beside W3C's
 * @param routes of the server
 * @param automaticRoutes how many names may be made of paths without a template
 * @param exclude routes of calls that make no span
 * @param keys where business keys stand
 */
public record Outbound(
        @Given String name,
        Listen listen,
        Upstream upstream,
        boolean http2,
        Protocol protocol,
        boolean background,
        boolean propagate,
        List<HeaderFormat> formats,
        List<String> routes,
        int automaticRoutes,
        List<String> exclude,
        List<Key> keys) {
    private static final int AUTOMATIC = 100;

    /** Checks the name and the templates. */
    public Outbound {
        PeerName.check("name", name);
        Rules.of(routes, automaticRoutes, exclude, keys);
    }

    /** The values of keys that an item does not give. */
    public static Outbound defaults() {
        return new Outbound(
                "server",
                Listen.defaults(),
                Upstream.defaults(),
                false,
                Protocol.HTTP1,
                false,
                true,
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
}
