package dev.loupe.relay.service.route;

import java.util.Optional;

/** Which route a request is on. Holds its raw path, which no method tells but for the values of named parameters. */
public final class RouteMatch {
    private final String name;
    private final Route route;
    private final Route named;
    private final RawPath path;

    /**
     * A match.
     *
     * @param route null if none is for that path and method
     * @param named the route whose template fits the path, whatever its method; null if none does
     */
    RouteMatch(String name, Route route, Route named, RawPath path) {
        this.name = name;
        this.route = route;
        this.named = named;
        this.path = path;
    }

    /** The route's name, from a closed set: a template, or what was made of the path, or <code>{other}</code>. */
    public String name() {
        return name;
    }

    /** The configured route for that path and method. */
    public Optional<Route> route() {
        return Optional.ofNullable(route);
    }

    /** A template's parameters, whatever its method. */
    public void eachParameter(Parameters parameters) {
        if (named == null) {
            return;
        }
        for (Route.Parameter parameter : named.segments()) {
            parameters.parameter(parameter.name(), path.decoded(parameter.segment()));
        }
    }

    /** Is told a parameter's raw value. */
    @FunctionalInterface
    public interface Parameters {
        /** One parameter of the path, percent-decoded. */
        void parameter(String name, String value);
    }

    /** Never the path. */
    @Override
    public String toString() {
        return name;
    }
}
