package dev.loupe.relay.http;

/** A final response's head as the upstream sent it. */
public interface ResponseHead {
    /** Status code, 200 to 999. */
    int status();

    /**
     * The first field of that name, without surrounding white space, or null.
     *
     * @param lowerCaseName the field's name in lower case ASCII; fields match in any case
     */
    String header(String lowerCaseName);

    /** The body's length if the head says it, else -1. For a response without a body, what the field says all the same. */
    long contentLength();
}
