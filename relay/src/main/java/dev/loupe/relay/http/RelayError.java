package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.Fault;

/**
 * An answer that the relay gives in the upstream's place.
 *
 * @param kind its class, from a closed set
 * @param status the answer's status code
 * @param message for people; holds nothing of the request
 */
public record RelayError(Kind kind, int status, String message) {
    /** Classes of errors. */
    public enum Kind {
        /** The request is malformed, or could be read in two ways. */
        MALFORMED,
        /** The client did not finish its request in time. */
        REQUEST_TIMEOUT,
        /** No address of the upstream takes connections. */
        UPSTREAM_UNREACHABLE,
        /** The upstream closed the connection before it answered, or answered what is no HTTP. */
        UPSTREAM_BROKEN,
        /** The upstream did not answer in time. */
        UPSTREAM_TIMEOUT,
        /** The client may not be connected with what it asks for. */
        FORBIDDEN,
        /** As many connections or waiting requests as the configuration allows. */
        SATURATED
    }

    /** For a request that the decoder refused. */
    public static RelayError malformed(Fault fault) {
        return new RelayError(Kind.MALFORMED, fault.status(), fault.message());
    }

    static final RelayError REQUEST_TIMEOUT =
            new RelayError(Kind.REQUEST_TIMEOUT, 408, "the request was not sent in time");
    static final RelayError UNREACHABLE =
            new RelayError(Kind.UPSTREAM_UNREACHABLE, 502, "the upstream does not take connections");
    static final RelayError BROKEN =
            new RelayError(Kind.UPSTREAM_BROKEN, 502, "the upstream closed the connection without an answer");
    static final RelayError NONSENSE =
            new RelayError(Kind.UPSTREAM_BROKEN, 502, "the upstream's answer is not HTTP/1.1");
    static final RelayError NO_HTTP2 = new RelayError(Kind.UPSTREAM_BROKEN, 502, "the upstream does not speak HTTP/2");
    static final RelayError CONNECT_TIMEOUT =
            new RelayError(Kind.UPSTREAM_TIMEOUT, 504, "the upstream did not take a connection in time");
    static final RelayError UPSTREAM_TIMEOUT =
            new RelayError(Kind.UPSTREAM_TIMEOUT, 504, "the upstream did not answer in time");
    static final RelayError FORBIDDEN =
            new RelayError(Kind.FORBIDDEN, 403, "this proxy does not connect with that server");
    static final RelayError SATURATED =
            new RelayError(Kind.SATURATED, 503, "too many requests are in flight; please slow down");
}
