package dev.loupe.relay.http;

import java.util.List;

/**
 * A request's head as it stood on the wire. Values are read from the bytes when asked for, so that what nobody asks
 * about costs nothing. Valid only until the exchange's observer returns from the call that it was handed to.
 */
public interface RequestHead {
    /** The method, such as {@code GET}; case is kept. */
    String method();

    /**
     * The request target, raw, such as {@code /bucket/a%2Fb?list-type=2}; every character is a byte of the wire. Of a
     * forward proxy's request it is the path and query, and {@code host} is what stood before them; of {@code CONNECT} it
     * is the host and port.
     */
    String target();

    /** Minor version: 0 for HTTP/1.0, 1 for HTTP/1.1. */
    int minorVersion();

    /**
     * The first field of that name, without surrounding white space, each char one byte (ISO 8859-1), or null.
     *
     * @param lowerCaseName the field's name in lower case ASCII; fields match in any case
     */
    String header(String lowerCaseName);

    /** All fields of that name, in order. */
    List<String> headers(String lowerCaseName);
}
