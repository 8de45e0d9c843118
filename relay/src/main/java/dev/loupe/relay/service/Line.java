package dev.loupe.relay.service;

import dev.loupe.relay.http.HttpPath.Connection;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.trace.Methods;

/**
 * A request's first line as far as it may be told.
 *
 * @param method from a closed set
 * @param route from a closed set
 * @param scheme {@code http} or {@code https}
 * @param protocol {@code 1.0}, {@code 1.1} or {@code 2}
 */
record Line(String method, String route, String scheme, String protocol) {
    private static final String CONNECT = "CONNECT";

    static Line of(RequestHead request, Connection connection, String route) {
        boolean old = request.minorVersion() == 0 && connection.protocol().equals("1.1");
        return new Line(
                Methods.known(request.method()), route, connection.scheme(), old ? "1.0" : connection.protocol());
    }

    /** Whether it asks for a tunnel, so that it has no path. */
    boolean isConnect() {
        return method.equals(CONNECT);
    }

    /** The span's name, as the semantic conventions have it. */
    String name() {
        if (isConnect()) {
            return CONNECT;
        }
        return (method.equals(Methods.OTHER) ? "HTTP" : method) + ' ' + route;
    }
}
