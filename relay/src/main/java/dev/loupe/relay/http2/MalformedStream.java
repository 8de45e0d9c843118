package dev.loupe.relay.http2;

/** A stream's frames are not a message (RFC 9113 section 8.1.1), or one that could be read in two ways. */
final class MalformedStream extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedStream(String message) {
        super(message, null, false, false);
    }
}
