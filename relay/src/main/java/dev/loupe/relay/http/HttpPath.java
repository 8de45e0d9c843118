package dev.loupe.relay.http;

/**
 * What makes a path out of the plain HTTP relay: who observes, which fields may be touched, how errors look. One instance
 * serves every event loop, so it keeps no state of an exchange.
 */
public interface HttpPath {
    /**
     * A request has come.
     *
     * @param request its head, valid during this call
     * @param scheme {@code http} or {@code https}, as the client spoke
     * @return who is told about the rest; when this throws, the exchange goes on unobserved
     */
    ExchangeObserver begin(RequestHead request, String scheme);

    /**
     * Whether the path needs a field to reach the upstream as it came, though HTTP would have it removed or replaced, as
     * for a field that a signature covers.
     */
    default boolean protects(RequestHead request, String lowerCaseName) {
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
     * An error answer's body.
     *
     * @param contentType its media type
     * @param body its text
     * @param requestIdField name of the header field that carries the request id
     */
    record ErrorBody(String contentType, String body, String requestIdField) {}
}
