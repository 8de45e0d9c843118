package dev.loupe.relay.http.codec;

/** How a message's body ends (RFC 9112 section 6.3). */
public sealed interface Framing {
    /** There is no body. */
    record None() implements Framing {}

    /** After {@code bytes} bytes, at least one. */
    record Length(long bytes) implements Framing {}

    /** With the last chunk and its trailers. */
    record Chunked() implements Framing {}

    /** With the connection. Responses only. */
    record UntilClose() implements Framing {}

    /** No body. */
    Framing NONE = new None();

    /** Chunked. */
    Framing CHUNKED = new Chunked();

    /** Until the peer closes. */
    Framing UNTIL_CLOSE = new UntilClose();

    /** A body of that length, which may be 0. */
    static Framing length(long bytes) {
        return bytes == 0 ? NONE : new Length(bytes);
    }
}
