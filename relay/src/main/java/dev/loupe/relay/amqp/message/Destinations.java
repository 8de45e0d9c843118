package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.NameGlob;
import dev.loupe.relay.amqp.message.Destination.Naming;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The destinations of one broker, at most so many as the configuration allows. Thread-safe. */
final class Destinations {
    private final BrokerSettings broker;
    private final RoutingKeys routingKeys;
    private final List<NameGlob> exclude;
    private final List<NameGlob> unroutable;
    private final ConcurrentMap<String, Destination> published = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Origin> delivered = new ConcurrentHashMap<>();
    private final Destination other;
    private final Origin otherOrigin;

    Destinations(BrokerSettings broker) {
        this.broker = broker;
        routingKeys = new RoutingKeys(broker.routingKeys(), broker.kinds());
        exclude = broker.exclude().stream().map(NameGlob::new).toList();
        unroutable = broker.unroutable().stream().map(NameGlob::new).toList();
        other = new Destination(broker, Naming.OTHER, false, false);
        otherOrigin = new Origin(broker, Naming.OTHER, Naming.OTHER.name(), false);
    }

    /**
     * What a message is published to.
     *
     * @param values of parameters that are business keys, raw
     */
    record Published(Destination destination, List<RoutingKeys.Value> values) {}

    /** The same of a delivery. */
    record Delivered(Origin origin, List<RoutingKeys.Value> values) {}

    Published of(String exchange, String routingKey) {
        RoutingKeys.Named named = named(exchange, routingKey);
        Naming naming = naming(exchange, named, isQueueMadeUp(exchange, routingKey));
        boolean intended = anyMatches(unroutable, exchange);
        Destination destination = bounded(
                published,
                intended ? '\n' + naming.name() : naming.name(),
                key -> new Destination(broker, naming, anyMatches(exclude, naming.name()), intended));
        // Whether it is intended that messages go nowhere does not depend on there being room for a name.
        return new Published(destination == null ? other(naming, intended) : destination, named.values());
    }

    private Destination other(Naming naming, boolean intended) {
        boolean excluded = anyMatches(exclude, naming.name());
        return !excluded && !intended ? other : new Destination(broker, Naming.OTHER, excluded, intended);
    }

    /**
     * Where a message is delivered from.
     *
     * @param queue as it is called
     * @param made whether the broker has made its name up
     */
    Delivered of(String exchange, String routingKey, String queue, boolean made) {
        RoutingKeys.Named named = named(exchange, routingKey);
        String queueName = QueueNames.of(queue, made);
        boolean temporary = queueName.equals(QueueNames.TEMPORARY);
        Naming sent = naming(exchange, named, temporary);
        boolean same = queueName.isEmpty() || queueName.equals(sent.routingKey());
        String name = same ? sent.name() : sent.name().isEmpty() ? queueName : sent.name() + ':' + queueName;
        Naming naming = new Naming(name, sent.template(), sent.routingKey(), temporary);
        boolean excluded = anyMatches(exclude, name);
        Origin origin =
                bounded(delivered, name + '\n' + queueName, key -> new Origin(broker, naming, queueName, excluded));
        if (origin == null) {
            origin = excluded ? new Origin(broker, Naming.OTHER, Naming.OTHER.name(), true) : otherOrigin;
        }
        return new Delivered(origin, named.values());
    }

    private RoutingKeys.Named named(String exchange, String routingKey) {
        RoutingKeys.Named named = routingKeys.of(routingKey);
        // With the default exchange, the routing key is the name of a queue.
        return exchange.isEmpty() && !named.isWritten()
                ? new RoutingKeys.Named(QueueNames.of(routingKey, false), false, List.of(), false)
                : named;
    }

    private static boolean isQueueMadeUp(String exchange, String routingKey) {
        return exchange.isEmpty() && QueueNames.isMadeUp(routingKey);
    }

    /** Exchange and routing key, as the conventions for RabbitMQ have it: what is empty is left out. */
    private static Naming naming(String exchange, RoutingKeys.Named named, boolean temporary) {
        String name = named.name();
        String both = exchange.isEmpty() || name.isEmpty() ? exchange + name : exchange + ':' + name;
        return new Naming(both.isEmpty() ? "amq.default" : both, named.isTemplate(), name, temporary);
    }

    private static boolean anyMatches(List<NameGlob> globs, String name) {
        for (NameGlob glob : globs) {
            if (glob.matches(name)) {
                return true;
            }
        }
        return false;
    }

    /** Null if there is no room for one more. */
    private <T> T bounded(ConcurrentMap<String, T> map, String name, Function<String, T> making) {
        T known = map.get(name);
        return known != null || map.size() >= broker.destinations() ? known : map.computeIfAbsent(name, making);
    }
}
