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
 * @param direction {@link Happening#IN} or {@link Happening#OUT}
 * @param peer only calls to this service; empty for all
 * @param method only this method; empty for all
 * @param route template, word for word as it stands among the routes
 */
public record RequestRule(String direction, Optional<String> peer, Optional<String> method, String route) {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT");
    private static final Pattern TEMPLATE = Pattern.compile("(/|(/([^/{}?#\\s]|\\{[A-Za-z_][A-Za-z0-9_]*})+)+/?)");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** @throws InvalidSetting if nothing can ever match */
    public RequestRule {
        if (!direction.equals(Happening.IN) && !direction.equals(Happening.OUT)) {
            throw new InvalidSetting("direction", "in or out");
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
