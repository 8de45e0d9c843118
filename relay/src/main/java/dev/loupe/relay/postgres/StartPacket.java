package dev.loupe.relay.postgres;

import io.netty.buffer.ByteBuf;

/** What a client's first bytes are (PostgreSQL manual, "Message Formats"). */
enum StartPacket {
    /** More has to come before it can be told. */
    INCOMPLETE,
    /** A TLS handshake without a question. */
    TLS,
    /** Asks for TLS. */
    SSL_REQUEST,
    /** Asks for GSSAPI encryption. */
    GSSENC_REQUEST,
    /** Asks for what another session runs to be given up. */
    CANCEL_REQUEST,
    /** A whole start of a session of protocol 3. */
    STARTUP,
    /** None of PostgreSQL's. */
    UNKNOWN;

    /** Bytes of {@link #SSL_REQUEST} and {@link #GSSENC_REQUEST}. */
    static final int REQUEST_BYTES = 8;

    static final int CODE_CANCEL = 80877102;
    static final int CODE_SSL = 80877103;
    static final int CODE_GSSENC = 80877104;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int MAJOR = 3;
    /** {@code MAX_STARTUP_PACKET_LENGTH} of the server, and the length itself. */
    private static final int LONGEST = 10_004;

    /** Looks at readable bytes, from the first byte of a packet on. */
    static StartPacket of(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int count = bytes.readableBytes();
        if (count > 0 && bytes.getByte(at) == TLS_HANDSHAKE) {
            return TLS;
        }
        if (count > 0 && bytes.getByte(at) != 0) {
            return UNKNOWN;
        }
        if (count < REQUEST_BYTES) {
            return INCOMPLETE;
        }
        int length = bytes.getInt(at);
        StartPacket kind = of(length, bytes.getInt(at + Integer.BYTES));
        return kind == UNKNOWN || count >= length ? kind : INCOMPLETE;
    }

    private static StartPacket of(int length, int code) {
        if (length < REQUEST_BYTES || length > LONGEST) {
            return UNKNOWN;
        }
        return switch (code) {
            case CODE_SSL -> length == REQUEST_BYTES ? SSL_REQUEST : UNKNOWN;
            case CODE_GSSENC -> length == REQUEST_BYTES ? GSSENC_REQUEST : UNKNOWN;
            case CODE_CANCEL -> CANCEL_REQUEST;
            default -> code >>> 16 == MAJOR ? STARTUP : UNKNOWN;
        };
    }
}
