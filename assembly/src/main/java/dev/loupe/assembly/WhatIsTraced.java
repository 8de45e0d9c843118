package dev.loupe.assembly;

import dev.loupe.assembly.config.AdapterConfig;
import dev.loupe.assembly.config.Broker;
import dev.loupe.assembly.config.Database;
import dev.loupe.assembly.config.Outbound;
import dev.loupe.assembly.config.S3Store;
import dev.loupe.relay.service.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what an adapter traces, and what it leaves out. */
final class WhatIsTraced {
    private final AdapterConfig config;

    WhatIsTraced(AdapterConfig config) {
        this.config = config;
    }

    /** Such as {@code traced: 4 routes …; excluded: GET /health; 5 stages of order}. */
    String inWords() {
        List<String> parts = new ArrayList<>();
        int routes = config.inbound().routes().size();
        String templates = routes == 0 ? "" : routes + (routes == 1 ? " route and " : " routes and ");
        parts.add(
                "traced: " + templates + (config.inbound().automaticRoutes() > 0 ? "all others" : "what is on no route")
                        + (config.inbound().publicEdge() ? ", as a public edge" : ""));
        List<String> excluded = excluded();
        parts.add("excluded: " + (excluded.isEmpty() ? "nothing" : String.join(", ", excluded)));
        long stages =
                config.stages().stream().map(stage -> stage.stage()).distinct().count();
        if (stages > 0) {
            parts.add("journeys: " + stages + (stages == 1 ? " stage" : " stages") + " of each "
                    + config.journeys().kind());
        }
        if (!config.postgres().isEmpty()) {
            parts.add("databases: "
                    + config.postgres().stream().map(WhatIsTraced::watched).collect(Collectors.joining(", ")));
        }
        if (!config.rabbitmq().isEmpty()) {
            parts.add("brokers: "
                    + config.rabbitmq().stream().map(WhatIsTraced::watched).collect(Collectors.joining(", ")));
        }
        config.price().ifPresent(price -> parts.add("price calculations: from " + price.start()));
        return String.join("; ", parts);
    }

    private List<String> excluded() {
        Stream<String> inbound =
                config.inbound().rules().exclusions().all().stream().map(Route::text);
        Stream<String> outbound = config.outbound().stream().flatMap(WhatIsTraced::excluded);
        Stream<String> forward = config.forward().stream()
                .flatMap(path -> path.rules().exclusions().all().stream().map(route -> route.text() + " (forward)"));
        Stream<String> s3 = config.s3().stream().flatMap(WhatIsTraced::excluded);
        Stream<String> postgres = config.postgres().stream().flatMap(WhatIsTraced::excluded);
        Stream<String> rabbitmq = config.rabbitmq().stream().flatMap(WhatIsTraced::excluded);
        return Stream.of(inbound, outbound, forward, s3, postgres, rabbitmq)
                .flatMap(all -> all)
                .toList();
    }

    private static String watched(Database database) {
        return database.monitored()
                .map(monitor -> database.name()
                        + (monitor.blame().isPresent() ? " with lock waits" : "")
                        + (monitor.plans().isPresent() ? " and plans" : ""))
                .orElse(database.name() + ", not monitored");
    }

    private static String watched(Broker broker) {
        return broker.name()
                + broker.monitored()
                        .map(monitor -> monitor.management().isPresent()
                                ? " with its queues"
                                : " with " + monitor.queues().size() + " of its queues")
                        .orElse(", not monitored");
    }

    private static Stream<String> excluded(Broker broker) {
        return broker.exclude().stream().map(glob -> glob + " (" + broker.name() + ')');
    }

    private static Stream<String> excluded(Database database) {
        return database.exclude().stream().map(glob -> glob + " (" + database.name() + ')');
    }

    private static Stream<String> excluded(Outbound path) {
        return path.rules().exclusions().all().stream().map(route -> route.text() + " (" + path.name() + ')');
    }

    private static Stream<String> excluded(S3Store store) {
        return store.rules().exclusions().all().stream().map(route -> route.text() + " (" + store.name() + ')');
    }
}
