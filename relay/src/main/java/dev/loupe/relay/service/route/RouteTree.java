package dev.loupe.relay.service.route;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Templates by their segments. A look-up sees each node at most once, since a node stands at one depth. Built by one
 * thread, then only read.
 */
final class RouteTree {
    private final Map<String, RouteTree> literals = new HashMap<>();
    private RouteTree parameter;
    private final ByMethod here = new ByMethod();
    private final ByMethod open = new ByMethod();

    /** Routes of one path. */
    private static final class ByMethod {
        private final Map<String, Route> routes = new LinkedHashMap<>();
        private Route every;

        void put(Route route) {
            if (route.method().isPresent()) {
                routes.put(route.method().get(), route);
            } else {
                every = route;
            }
        }

        /** @param method null if any will do */
        Route of(String method) {
            Route found = method == null ? null : routes.get(method);
            if (found != null || every != null) {
                return found != null ? found : every;
            }
            return method != null || routes.isEmpty()
                    ? null
                    : routes.values().iterator().next();
        }
    }

    void add(Route route) {
        RouteTree node = this;
        for (String segment : route.template().segments()) {
            if (RouteTemplate.isParameter(segment)) {
                node.parameter = node.parameter == null ? new RouteTree() : node.parameter;
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, unknown -> new RouteTree());
            }
        }
        (route.template().open() ? node.open : node.here).put(route);
    }

    /**
     * The route of a path.
     *
     * @param method null if any will do
     * @return null if there is none
     */
    Route find(RawPath path, String method) {
        return find(path, 0, method);
    }

    private Route find(RawPath path, int depth, String method) {
        Route found = null;
        if (depth < path.count()) {
            found = below(path, depth, method);
        } else if (!path.hasMore()) {
            found = here.of(method);
        }
        return found != null ? found : open.of(method);
    }

    private Route below(RawPath path, int depth, String method) {
        RouteTree literal = literals.isEmpty() ? null : literals.get(path.segment(depth));
        Route found = literal == null ? null : literal.find(path, depth + 1, method);
        if (found != null || parameter == null || path.isEmpty(depth)) {
            return found;
        }
        return parameter.find(path, depth + 1, method);
    }
}
