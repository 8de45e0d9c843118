package dev.loupe.relay.service.route;

import dev.loupe.telemetry.InvalidSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The routes of a service. A literal segment goes before a parameter, and a longer template before a shorter one with a
 * double asterisk; a route for the request's method before one for all. A path that has a template, but not for the
 * request's method, is still named by it. Thread-safe.
 */
public final class Routes {
    /** What is past the bound on automatically made names is named so. */
    public static final String OTHER = AutomaticRoutes.OTHER;

    private static final int MOST = 1_000;
    private static final int MOST_AUTOMATIC = 10_000;

    private final List<Route> all;
    private final RouteTree tree = new RouteTree();
    private final AutomaticRoutes automatic;

    private Routes(List<Route> all, int automaticRoutes) {
        this.all = List.copyOf(all);
        all.forEach(tree::add);
        automatic = new AutomaticRoutes(automaticRoutes, words(all));
    }

    private static Set<String> words(List<Route> all) {
        return all.stream()
                .flatMap(route -> route.template().segments().stream())
                .filter(segment -> !RouteTemplate.isParameter(segment))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Routes in the form <code>[METHOD ]/literal/{parameter}/**</code>.
     *
     * @param key the setting, of which a mistake names the item: {@code routes[2]}
     * @param templates at most 1,000
     * @param automaticRoutes how many names may be made of paths without a template, 0 to 10,000; others are {@link
     *     #OTHER}
     * @throws InvalidSetting if one of them can never match
     */
    public static Routes of(String key, List<String> templates, int automaticRoutes) {
        InvalidSetting.unlessWithin("automaticRoutes", automaticRoutes, 0, MOST_AUTOMATIC);
        if (templates.size() > MOST) {
            throw new InvalidSetting(key, "at most " + MOST + " routes");
        }
        List<Route> routes = new ArrayList<>();
        Map<String, String> shapes = new HashMap<>();
        for (int i = 0; i < templates.size(); i++) {
            String item = key + '[' + i + ']';
            Route route = new Route(RouteTemplate.parse(item, templates.get(i)));
            String shape = route.method().orElse("") + ' ' + route.template().shape();
            String before = shapes.putIfAbsent(shape, route.text());
            if (before != null) {
                throw new InvalidSetting(item, "another route than " + before + ", which matches the same requests");
            }
            routes.add(route);
        }
        return new Routes(routes, automaticRoutes);
    }

    /** All that are configured, in their order. */
    public List<Route> all() {
        return all;
    }

    /** The route that is written so, method included. */
    public Optional<Route> written(String text) {
        return all.stream().filter(route -> route.text().equals(text.trim())).findFirst();
    }

    /**
     * The route of a request.
     *
     * @param target raw, as on the wire; also a proxy's absolute form
     */
    public RouteMatch match(String method, String target) {
        RawPath path = RawPath.of(target);
        Route route = path == null ? null : tree.find(path, method);
        if (route != null) {
            return new RouteMatch(route.path(), route, route, path);
        }
        Route named = path == null ? null : tree.find(path, null);
        return named != null
                ? new RouteMatch(named.path(), null, named, path)
                : new RouteMatch(automatic.of(path), null, null, path);
    }
}
