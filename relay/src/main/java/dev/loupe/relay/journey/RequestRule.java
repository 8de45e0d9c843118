package dev.loupe.relay.journey;

import dev.loupe.telemetry.InvalidSetting;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requests or calls are meant.
 *
 * @param direction {@link Happening#IN}, {@link Happening#OUT}, {@link Happening#DB} or {@link Happening#MQ}
 * @param peer only calls to this service, statements of this database, or messages of this broker; empty for all
 * @param method only this method, or SQL command; empty for all; of messages {@link #PUBLISH} or {@link #PROCESS}
 * @param route template, word for word as it stands among the routes; of statements, the table, or empty where there is none;
 *     of messages, the destination as it is named where it is published, the queue where it is processed
 */
public record RequestRule(String direction, Optional<String> peer, Optional<String> method, String route) {
    /** A message was published. */
    public static final String PUBLISH = "PUBLISH";

    /** A consumer was given a message, and is done with it. */
    public static final String PROCESS = "PROCESS";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT");
    private static final Pattern TEMPLATE = Pattern.compile("(/|(/([^/{}?#\\s]|\\{[A-Za-z_][A-Za-z0-9_]*})+)+/?)");
    private static final Pattern COMMAND = Pattern.compile("[A-Z]+");
    private static final Pattern TABLE =
            Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_$]*(\\.[\\p{L}_][\\p{L}\\p{N}_$]*)*)?");
    private static final Pattern PLACE = Pattern.compile("\\S{1,511}");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** @throws InvalidSetting if nothing can ever match */
    public RequestRule {
        if (direction.equals(Happening.DB)) {
            checkStatement(peer, method, route);
        } else if (direction.equals(Happening.MQ)) {
            checkMessage(peer, method, route);
        } else {
            checkRequest(direction, peer, method, route);
        }
    }

    private static void checkStatement(Optional<String> peer, Optional<String> method, String route) {
        if (peer.isEmpty()) {
            throw new InvalidSetting("peer", "given where the direction is db: the name of a database");
        }
        if (method.isEmpty() || !COMMAND.matcher(method.get()).matches()) {
            throw new InvalidSetting("method", "an SQL command in capital letters, such as UPDATE");
        }
        if (!TABLE.matcher(route).matches()) {
            throw new InvalidSetting("route", "the name of a table, such as orders or shop.orders");
        }
    }

    private static void checkMessage(Optional<String> peer, Optional<String> method, String route) {
        if (peer.isEmpty()) {
            throw new InvalidSetting("peer", "given where the direction is mq: the name of a broker");
        }
        if (method.isEmpty() || !Set.of(PUBLISH, PROCESS).contains(method.get())) {
            throw new InvalidSetting("method", PUBLISH + " or " + PROCESS);
        }
        if (!PLACE.matcher(route).matches()) {
            throw new InvalidSetting("route", "a destination such as orders:order.priced, or the name of a queue");
        }
    }

    private static void checkRequest(String direction, Optional<String> peer, Optional<String> method, String route) {
        if (!direction.equals(Happening.IN) && !direction.equals(Happening.OUT)) {
            throw new InvalidSetting("direction", "in, out, db or mq");
        }
        if (peer.isPresent() && direction.equals(Happening.IN)) {
            throw new InvalidSetting("peer", "left out where the direction is in: only calls have a peer");
        }
        if (method.isPresent() && !METHODS.contains(method.get())) {
            throw new InvalidSetting("method", "an HTTP method in capital letters, such as PUT");
        }
        if (!TEMPLATE.matcher(route).matches()) {
            throw new InvalidSetting("route", "a template such as /orders/{order}/price, without a query");
        }
        if (namesTwice(route)) {
            throw new InvalidSetting("route", "a template that names each parameter once");
        }
    }

    private static boolean namesTwice(String route) {
        Set<String> names = new HashSet<>();
        Matcher parameters = PARAMETER.matcher(route);
        while (parameters.find()) {
            if (!names.add(parameters.group(1))) {
                return true;
            }
        }
        return false;
    }

    boolean matches(Happening happening) {
        return route.equals(happening.route())
                && direction.equals(happening.direction())
                && (method.isEmpty() || method.get().equals(happening.method()))
                && (peer.isEmpty() || peer.get().equals(happening.peer()));
    }

    /** Whether everything that the other matches is matched by this one too. */
    boolean covers(RequestRule other) {
        return route.equals(other.route)
                && direction.equals(other.direction)
                && (method.isEmpty() || method.equals(other.method))
                && (peer.isEmpty() || peer.equals(other.peer));
    }

    /** Such as {@code out PUT /orders/{order}/price (shop)}. */
    @Override
    public String toString() {
        String who = peer.map(name -> " (" + name + ')').orElse("");
        return direction + ' ' + method.map(name -> name + ' ').orElse("") + route + who;
    }
}
