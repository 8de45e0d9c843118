package dev.loupe.relay.http;

import dev.loupe.relay.http.ForwardRules.Permission;
import dev.loupe.relay.http.HttpRelaySettings.Protocol;
import dev.loupe.relay.http.codec.Framing;
import dev.loupe.relay.http.codec.Head;
import dev.loupe.relay.net.Sweeper;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Each request goes to the server that its target names, as to a forward proxy (RFC 9110 section 7.7, RFC 9112 section
 * 3.2). Keeps a pool of connections for each of the servers used last. Touched on its event loop only.
 */
final class ForwardRouting implements Routing, Sweeper.Sweepable {
    private static final String SCHEME = "http://";
    private static final int HTTP = 80;

    private static final RelayError NOT_A_PROXY_REQUEST =
            malformed("a forward proxy needs a target with http:// and a host");
    private static final RelayError NO_AUTHORITY = malformed("the target names no host and port");
    private static final RelayError CONNECT_WITH_BODY = malformed("CONNECT has no body");

    private final UpstreamPool.Surroundings surroundings;
    private final Destination.Forward destination;
    private final Map<Server, Used> pools = new LinkedHashMap<>(16, 0.75f, true);

    ForwardRouting(UpstreamPool.Surroundings surroundings, Destination.Forward destination) {
        this.surroundings = surroundings;
        this.destination = destination;
        surroundings.sweeper().add(this);
    }

    /** A connection that was a tunnel, or is to be one, is never a request's. */
    private record Server(Authority authority, boolean tunnel) {}

    private static final class Used {
        private final UpstreamPool pool;
        private long at;

        Used(UpstreamPool pool) {
            this.pool = pool;
        }
    }

    private static RelayError malformed(String message) {
        return new RelayError(RelayError.Kind.MALFORMED, 400, message);
    }

    @Override
    public Route route(Head head, Framing framing) {
        String target = head.target();
        if (head.method().equals("CONNECT")) {
            return framing instanceof Framing.None ? connect(target) : new Route.Refused(CONNECT_WITH_BODY);
        }
        if (!target.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Route.Refused(NOT_A_PROXY_REQUEST);
        }
        int end = SCHEME.length();
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return forward(head, target.substring(SCHEME.length(), end), target.substring(end));
    }

    private Route connect(String target) {
        Authority authority = Authority.of(target, -1);
        if (authority == null) {
            return new Route.Refused(NO_AUTHORITY);
        }
        Permission permission = destination.rules().permission(authority.host(), authority.port());
        if (permission == Permission.NONE) {
            return new Route.Refused(RelayError.FORBIDDEN);
        }
        UpstreamPool pool = pool(new Server(authority, true), permission);
        return pool == null ? new Route.Refused(RelayError.SATURATED) : new Route.Connect(pool);
    }

    private Route forward(Head head, String named, String rest) {
        Authority authority = Authority.of(named, HTTP);
        if (authority == null) {
            return new Route.Refused(NO_AUTHORITY);
        }
        Permission permission = destination.rules().permission(authority.host(), authority.port());
        if (permission == Permission.NONE) {
            return new Route.Refused(RelayError.FORBIDDEN);
        }
        UpstreamPool pool = pool(new Server(authority, false), permission);
        return pool == null
                ? new Route.Refused(RelayError.SATURATED)
                : new Route.Forward(pool, named, originForm(head.method(), rest));
    }

    private static String originForm(String method, String rest) {
        if (rest.isEmpty()) {
            return method.equals("OPTIONS") ? "*" : "/";
        }
        return rest.startsWith("/") ? rest : '/' + rest;
    }

    private UpstreamPool pool(Server server, Permission permission) {
        Used used = pools.get(server);
        if (used == null) {
            if (pools.size() >= destination.maxServers() && !makeRoom()) {
                return null;
            }
            Authority authority = server.authority();
            used = new Used(new UpstreamPool(
                    surroundings,
                    new Destination.Fixed(authority.host(), authority.port(), Optional.empty(), Protocol.HTTP1),
                    permission::covers));
            pools.put(server, used);
        }
        used.at = surroundings.sweeper().now();
        return used.pool;
    }

    /** Forgets the server that was used longest ago and has nothing to do. */
    private boolean makeRoom() {
        for (Iterator<Used> i = pools.values().iterator(); i.hasNext(); ) {
            UpstreamPool pool = i.next().pool;
            if (pool.isIdle()) {
                i.remove();
                pool.close();
                return true;
            }
        }
        return false;
    }

    @Override
    public void sweep(long now) {
        long keepAlive = surroundings.settings().keepAlive().toNanos();
        for (Iterator<Used> i = pools.values().iterator(); i.hasNext(); ) {
            Used used = i.next();
            if (now - used.at > keepAlive && used.pool.isIdle()) {
                i.remove();
                used.pool.close();
            }
        }
    }

    /** Servers that are remembered. */
    int servers() {
        return pools.size();
    }

    @Override
    public int busy() {
        return pools.values().stream().mapToInt(used -> used.pool.busy()).sum();
    }
}
