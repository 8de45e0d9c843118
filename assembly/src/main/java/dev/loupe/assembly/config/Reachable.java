package dev.loupe.assembly.config;

import dev.loupe.relay.journey.AnswerRule;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.journey.RequestRule;
import dev.loupe.relay.journey.StageRules;
import dev.loupe.relay.service.route.Route;
import dev.loupe.telemetry.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Refuses rules about requests that no path would ever tell of. */
final class Reachable {
    private static final String ANY_METHOD = "GET";

    private final Rules inbound;
    private final Map<String, Rules> byPeer = new TreeMap<>();

    private Reachable(Rules inbound) {
        this.inbound = inbound;
    }

    static Reachable of(Inbound inbound, List<Outbound> outbound, Optional<Forward> forward) {
        Reachable reachable = new Reachable(inbound.rules());
        forward.ifPresent(proxy -> proxy.names().values().forEach(name -> reachable.byPeer.put(name, proxy.rules())));
        outbound.forEach(path -> reachable.byPeer.put(path.name(), path.rules()));
        return reachable;
    }

    void check(List<StageItem> stages) {
        for (int i = 0; i < stages.size(); i++) {
            check("stages[" + i + "].when", stages.get(i).rule().when().request());
        }
        StageRules.of(stages.stream().map(StageItem::rule).toList());
    }

    void check(Price price) {
        check("price.start", price.settings().start());
        List<AnswerRule> ends = price.settings().ends();
        for (int i = 0; i < ends.size(); i++) {
            check("price.ends[" + i + "]", ends.get(i).request());
        }
    }

    private void check(String key, RequestRule rule) {
        if (rule.peer().isPresent() && !byPeer.containsKey(rule.peer().get())) {
            throw new InvalidSetting(
                    key, "about one of the servers that are called: " + String.join(", ", byPeer.keySet()));
        }
        List<Rules> paths = paths(rule);
        List<Rules> known = paths.stream()
                .filter(rules -> rules.routes().all().stream().map(Route::path).anyMatch(rule.route()::equals))
                .toList();
        if (known.isEmpty()) {
            throw new InvalidSetting(key, "about a route that is configured, written as it is there" + among(paths));
        }
        if (known.stream().allMatch(rules -> isExcluded(rules, rule))) {
            throw new InvalidSetting(key, "about a route that is not excluded");
        }
    }

    private List<Rules> paths(RequestRule rule) {
        if (rule.direction().equals(Happening.IN)) {
            return List.of(inbound);
        }
        return rule.peer().map(name -> List.of(byPeer.get(name))).orElseGet(() -> new ArrayList<>(byPeer.values()));
    }

    private static String among(List<Rules> paths) {
        List<String> routes = paths.stream()
                .flatMap(rules -> rules.routes().all().stream())
                .map(Route::path)
                .distinct()
                .toList();
        return routes.isEmpty() ? "; there is none" : ": " + String.join(", ", routes);
    }

    private static boolean isExcluded(Rules rules, RequestRule rule) {
        return rules.exclusions()
                .match(rule.method().orElse(ANY_METHOD), rule.route())
                .route()
                .filter(route -> route.method().isEmpty() || rule.method().isPresent())
                .isPresent();
    }
}
