package dev.loupe.relay.service.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route of the configuration. Two are never equal; one is told from another by identity.
 *
 * <p>Immutable.
 */
public final class Route {
    private final RouteTemplate template;
    private final List<Parameter> parameters = new ArrayList<>();

    /** A parameter and the segment that it is. */
    record Parameter(String name, int segment) {}

    Route(RouteTemplate template) {
        this.template = template;
        for (int i = 0; i < template.segments().size(); i++) {
            String segment = template.segments().get(i);
            if (RouteTemplate.isParameter(segment)) {
                parameters.add(new Parameter(RouteTemplate.parameterOf(segment), i));
            }
        }
    }

    /** The path's template, such as <code>/orders/{order}</code>. */
    public String path() {
        return template.path();
    }

    /** The only method that it is for; empty for every method. */
    public Optional<String> method() {
        return template.method();
    }

    /** Names of its parameters, in order. */
    public List<String> parameters() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** As it is written in a configuration, such as <code>GET /orders/{order}</code>. */
    public String text() {
        return template.method().map(method -> method + ' ').orElse("") + template.path();
    }

    List<Parameter> segments() {
        return parameters;
    }

    RouteTemplate template() {
        return template;
    }

    @Override
    public String toString() {
        return text();
    }
}
