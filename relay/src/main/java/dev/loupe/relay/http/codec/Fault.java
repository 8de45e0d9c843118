package dev.loupe.relay.http.codec;

/** Why a message cannot be taken, with the status code that a server answers to it (RFC 9110 section 15, RFC 6585). */
public enum Fault {
    /** The first line is not HTTP/1.x. */
    START_LINE(400, "the first line is not an HTTP/1.1 request line"),
    /** The version is HTTP but not 1.0 or 1.1. */
    VERSION(505, "only HTTP/1.0 and HTTP/1.1 are served here"),
    /** A line ends in a bare LF, or holds a bare CR or a NUL. */
    LINE_END(400, "a line of the head does not end in CR LF"),
    /** A field's name is empty or has characters that a token may not have. */
    FIELD_NAME(400, "a header field's name is not a token"),
    /** A field's value has control characters. */
    FIELD_VALUE(400, "a header field's value has a control character"),
    /** A field is continued on the next line (obs-fold, RFC 9112 section 5.2). */
    FOLDED(400, "a header field is folded over two lines"),
    /** No {@code Host}, or more than one, or one that is no authority. */
    HOST(400, "exactly one valid Host header field is needed"),
    /** {@code Content-Length} is doubled or no number. */
    CONTENT_LENGTH(400, "Content-Length is not one decimal number"),
    /** {@code Transfer-Encoding} is anything but one {@code chunked}, or stands in an HTTP/1.0 message. */
    TRANSFER_ENCODING(400, "Transfer-Encoding is not exactly chunked"),
    /** {@code Content-Length} beside {@code Transfer-Encoding} (RFC 9112 section 6.1). */
    LENGTH_AND_ENCODING(400, "Content-Length and Transfer-Encoding exclude each other"),
    /** Chunk framing is broken. */
    CHUNK(400, "the chunked body is malformed"),
    /** The trailer section is broken or names a field that may not stand there. */
    TRAILER(400, "the trailer section is malformed"),
    /** The request target is longer than configured. */
    TARGET_TOO_LONG(414, "the request target is too long"),
    /** The head is larger than configured. */
    HEAD_TOO_LARGE(431, "the header fields are too large");

    private final int status;
    private final String message;

    Fault(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** Status code that a client is answered. */
    public int status() {
        return status;
    }

    /** For people; never holds a byte of the message. */
    public String message() {
        return message;
    }
}
