package dev.loupe.assembly.config;

import dev.loupe.relay.http.Destination;
import dev.loupe.relay.http.ForwardRules;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A forward proxy for the service, as its {@code HTTP_PROXY}.
 *
 * @param listen where the service connects
 * @param allow which servers it may name, as {@link ForwardRules} reads them
 * @param names of servers by host; the names of other hosts are not told
 * @param connectTimeout to open one connection
 * @param responseTimeout from the request's last byte to the response's head; 0 for no limit
 * @param idleTimeout how long a server may be silent in the middle of a transfer; 0 for no limit
 * @param keepAlive how long an unused connection is kept
 * @param maxConnections to each server, over all threads
 * @param maxWaiting requests that may wait for a connection to a server
 * @param maxServers of how many servers connections are kept, for each thread
 * @param resolveInterval how often a host's addresses are looked up again
 * @param background whether the service calls for work of its own too
 * @param propagate whether servers are sent the trace context; strangers among them then see it
 * @param routes of all servers together
 * @param automaticRoutes how many names may be made of paths without a template
 * @param exclude routes of calls that make no span
 * @param keys where business keys stand
 */
public record Forward(
        Listen listen,
        List<String> allow,
        Map<String, String> names,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration idleTimeout,
        Duration keepAlive,
        int maxConnections,
        int maxWaiting,
        int maxServers,
        Duration resolveInterval,
        boolean background,
        boolean propagate,
        List<String> routes,
        int automaticRoutes,
        List<String> exclude,
        List<Key> keys) {
    private static final int AUTOMATIC = 100;

    /** Checks ranges, names and templates. */
    public Forward {
        for (int i = 0; i < allow.size(); i++) {
            try {
                ForwardRules.of(List.of(allow.get(i)));
            } catch (InvalidSetting e) {
                throw new InvalidSetting("allow[" + i + "]", e.allowed());
            }
        }
        names.forEach((host, name) -> PeerName.check("names." + host, name));
        Range.check("connectTimeout", connectTimeout, Range.MILLISECOND, Range.HOUR);
        Range.check("responseTimeout", responseTimeout, Duration.ZERO, Range.DAY);
        Range.check("idleTimeout", idleTimeout, Duration.ZERO, Range.DAY);
        Range.check("keepAlive", keepAlive, Range.SECOND, Range.HOUR);
        InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 60_000);
        InvalidSetting.unlessWithin("maxWaiting", maxWaiting, 0, 1_000_000);
        InvalidSetting.unlessWithin("maxServers", maxServers, 1, 100_000);
        Range.check("resolveInterval", resolveInterval, Range.SECOND, Range.DAY);
        Rules.of(routes, automaticRoutes, exclude, keys);
    }

    /** The values of keys that are not given: every other machine may be called, nobody is sent the trace context. */
    public static Forward defaults() {
        Upstream server = Upstream.defaults();
        return new Forward(
                Listen.defaults(),
                List.of("*"),
                Map.of(),
                server.connectTimeout(),
                server.responseTimeout(),
                server.idleTimeout(),
                server.keepAlive(),
                server.maxConnections(),
                server.maxWaiting(),
                new Destination.Forward(ForwardRules.DEFAULT).maxServers(),
                server.resolveInterval(),
                false,
                false,
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
