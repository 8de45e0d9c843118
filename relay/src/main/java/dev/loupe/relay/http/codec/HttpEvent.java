package dev.loupe.relay.http.codec;

/**
 * What a decoder found in the bytes that it was fed. Ranges are absolute indexes into the fed buffer, start inclusive,
 * end exclusive.
 */
public sealed interface HttpEvent {
    /**
     * A whole request head.
     *
     * @param head its bytes, with an index of the fields
     * @param framing how the body that follows ends
     */
    record Request(Head head, Framing framing) implements HttpEvent {}

    /** A whole interim response head (1xx), which is followed by another response head. */
    record Interim(Head head) implements HttpEvent {}

    /**
     * A whole final response head.
     *
     * @param head its bytes, with an index of the fields
     * @param framing how the body that follows ends
     */
    record Response(Head head, Framing framing) implements HttpEvent {}

    /**
     * A run of body bytes as they stand on the wire: chunk sizes, chunk ends and trailers included.
     *
     * @param contentBytes how many of them are content
     */
    record Body(int start, int end, int contentBytes) implements HttpEvent {}

    /** A run of content bytes, without any framing; a chunked {@link Body} follows the contents inside it. */
    record Content(int start, int end) implements HttpEvent {}

    /** The message is whole. Nothing more is decoded until the decoder is told to go on. */
    record End() implements HttpEvent {
        /** The only one that is needed. */
        public static final End INSTANCE = new End();
    }

    /** The bytes are not what the protocol allows. Nothing more is decoded. */
    record Malformed(Fault fault) implements HttpEvent {}
}
