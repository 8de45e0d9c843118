package dev.loupe.relay.service.key;

import dev.loupe.relay.service.route.Route;
import dev.loupe.relay.service.route.RouteMatch;
import dev.loupe.relay.service.route.Routes;
import dev.loupe.telemetry.InvalidSetting;
import dev.loupe.telemetry.privacy.Pseudonyms;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where business keys stand, for each route. Immutable. */
public final class KeyRules {
    private static final int MOST = 256;

    private final IdentityHashMap<Route, KeyPlan> byRoute = new IdentityHashMap<>();
    private final KeyPlan elsewhere;

    private KeyRules(KeyPlan elsewhere) {
        this.elsewhere = elsewhere;
    }

    /**
     * The plan of each route.
     *
     * @param kinds that are declared; a path's parameter of such a name is a key without an extractor
     * @throws InvalidSetting as {@link #check} does, of the setting {@code keys}
     */
    public static KeyRules of(List<Extractor> extractors, Set<String> kinds, Routes routes, Pseudonyms pseudonyms) {
        check("keys", extractors, kinds, routes);
        KeyRules rules = new KeyRules(new KeyPlan(pseudonyms, kinds));
        for (Route route : routes.all()) {
            rules.byRoute.put(route, new KeyPlan(pseudonyms, kinds));
        }
        for (Extractor extractor : extractors) {
            if (extractor.on().isPresent()) {
                routes.written(extractor.on().get())
                        .ifPresent(route -> rules.byRoute.get(route).add(extractor));
            } else {
                rules.elsewhere.add(extractor);
                rules.byRoute.values().forEach(plan -> plan.add(extractor));
            }
        }
        return rules;
    }

    /**
     * Refuses extractors that can find nothing.
     *
     * @param key the setting, of which a mistake names the item: {@code keys[2]}
     */
    public static void check(String key, List<Extractor> extractors, Set<String> kinds, Routes routes) {
        if (extractors.size() > MOST) {
            throw new InvalidSetting(key, "at most " + MOST + " rules");
        }
        for (int i = 0; i < extractors.size(); i++) {
            check(key + '[' + i + ']', extractors.get(i), kinds, routes);
        }
    }

    private static void check(String item, Extractor extractor, Set<String> kinds, Routes routes) {
        if (!kinds.contains(extractor.kind())) {
            throw new InvalidSetting(item, "for a kind that is declared: " + String.join(", ", new TreeSet<>(kinds)));
        }
        if (extractor.on().isPresent() && routes.written(extractor.on().get()).isEmpty()) {
            throw new InvalidSetting(item, "on one of the routes, written as it is there");
        }
        if (extractor.source() instanceof KeySource.PathParameter parameter
                && !hasParameter(extractor, parameter, routes)) {
            throw new InvalidSetting(item, "for a parameter that its route has: {" + parameter.name() + '}');
        }
    }

    private static boolean hasParameter(Extractor extractor, KeySource.PathParameter parameter, Routes routes) {
        return routes.all().stream()
                .filter(route -> extractor.on().isEmpty()
                        || route.text().equals(extractor.on().get().trim()))
                .anyMatch(route -> route.parameters().contains(parameter.name()));
    }

    /** The plan for a request. */
    public KeyPlan of(RouteMatch route) {
        return route.route().map(byRoute::get).orElse(elsewhere);
    }
}
