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

/** Refuses rules about requests, statements and messages that no path would ever tell of. */
final class Reachable {
    private static final String ANY_METHOD = "GET";

    private final Rules inbound;
    private final Map<String, Rules> byPeer = new TreeMap<>();
    private final Map<String, Database> databases = new TreeMap<>();
    private final Map<String, Broker> brokers = new TreeMap<>();

    private Reachable(Rules inbound) {
        this.inbound = inbound;
    }

    static Reachable of(
            Inbound inbound,
            List<Outbound> outbound,
            Optional<Forward> forward,
            List<Database> postgres,
            List<Broker> rabbitmq) {
        Reachable reachable = new Reachable(inbound.rules());
        forward.ifPresent(proxy -> proxy.names().values().forEach(name -> reachable.byPeer.put(name, proxy.rules())));
        outbound.forEach(path -> reachable.byPeer.put(path.name(), path.rules()));
        postgres.forEach(database -> reachable.databases.put(database.name(), database));
        rabbitmq.forEach(broker -> reachable.brokers.put(broker.name(), broker));
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
        if (rule.direction().equals(Happening.DB)) {
            checkDatabase(key, rule);
            return;
        }
        if (rule.direction().equals(Happening.MQ)) {
            checkBroker(key, rule);
            return;
        }
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

    private void checkDatabase(String key, RequestRule rule) {
        Database database = rule.peer().map(databases::get).orElse(null);
        if (database == null) {
            throw new InvalidSetting(
                    key,
                    databases.isEmpty()
                            ? "about a request: no database is configured"
                            : "about one of the databases that are used: " + String.join(", ", databases.keySet()));
        }
        if (database.exclusions().test(rule.method().orElse("") + ' ' + rule.route())) {
            throw new InvalidSetting(key, "about a statement that is not excluded");
        }
    }

    private void checkBroker(String key, RequestRule rule) {
        Broker broker = rule.peer().map(brokers::get).orElse(null);
        if (broker == null) {
            throw new InvalidSetting(
                    key,
                    brokers.isEmpty()
                            ? "about a request: no broker is configured"
                            : "about one of the brokers that are used: " + String.join(", ", brokers.keySet()));
        }
        if (!rule.method().equals(Optional.of(RequestRule.PUBLISH))) {
            return;
        }
        if (Globs.anyMatches(broker.exclude(), rule.route())) {
            throw new InvalidSetting(key, "about a destination that is not excluded");
        }
        String name = RoutingKeys.nameOf(rule.route(), broker.routingKeys());
        if (!name.equals(rule.route())) {
            throw new InvalidSetting(key, "about a destination as it is named: " + name);
        }
        if (RoutingKeys.hasParameter(rule.route()) && !RoutingKeys.isNamed(rule.route(), broker.routingKeys())) {
            throw new InvalidSetting(key, "about a template that is among routingKeys, written as it is there");
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
