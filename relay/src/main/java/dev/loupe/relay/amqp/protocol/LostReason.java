package dev.loupe.relay.amqp.protocol;

/** Why a decoder lost track. */
public enum LostReason {
    /** The connection speaks another protocol, which is relayed and not read. */
    OTHER_PROTOCOL,
    /** A frame is of no known type. */
    FRAME_TYPE,
    /** A frame is larger than what both sides agreed on, or than what it holds allows. */
    FRAME_SIZE,
    /** A frame does not end with {@code 0xCE}. */
    FRAME_END,
    /** A method of a class that is not known, or that cannot come from this side. */
    UNKNOWN_METHOD,
    /** A method's arguments or a header's properties do not fit their frame. */
    MALFORMED,
    /** A content header or body where none was announced, or another method where one was. */
    UNEXPECTED_FRAME,
    /** More channels have content under way than are kept track of. */
    CHANNELS
}
