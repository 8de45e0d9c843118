package dev.loupe.relay.http;

import java.net.InetAddress;

/**
 * What makes a path out of the plain HTTP relay: who observes, which fields may be touched, how errors look. One instance
 * serves every event loop, so it keeps no state of an exchange.
 */
public interface HttpPath {
    /**
     * A request has come.
     *
     * @param request its head, valid during this call
     * @param connection what it came over
     * @return who is told about the rest; when this throws, the exchange goes on unobserved
     */
    ExchangeObserver begin(RequestHead request, Connection connection);

    /**
     * Whether the path needs a field to reach the upstream as it came, though HTTP would have it removed or replaced, as
     * for a field that a signature covers.
     */
    default boolean protects(RequestHead request, String lowerCaseName) {
        return false;
    }

    /**
     * Whether that request may turn its connection into a tunnel of another protocol, such as WebSocket, if the upstream
     * agrees. Else {@code Upgrade} is taken out.
     */
    default boolean allowsUpgrade(RequestHead request) {
        return false;
    }

    /**
     * The body of an error answer.
     *
     * @param error what is answered
     * @param requestId the observer's {@link ExchangeObserver#requestId}
     */
    ErrorBody errorBody(RelayError error, String requestId);

    /** A connection or request was refused before there was an exchange to observe. */
    default void refused(RelayError error) {}

    /** An observer threw; the exchange goes on unobserved. */
    default void lost(Throwable why) {}

    /**
     * The client's side of an exchange.
     *
     * @param scheme {@code http} or {@code https}, as the client spoke
     * @param client its address, or null if not known
     * @param protocol version of HTTP that the connection speaks: {@code 1.1} (then {@link RequestHead#minorVersion} says
     *     whether the request was 1.0) or {@code 2}
     */
    record Connection(String scheme, InetAddress client, String protocol) {}

    /**
     * An error answer's body.
     *
     * @param contentType its media type
     * @param body its text
     * @param requestIdField name of the header field that carries the request id
     */
    record ErrorBody(String contentType, String body, String requestIdField) {}
}
