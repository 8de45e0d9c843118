package dev.loupe.relay.postgres.protocol;

/**
 * What PostgreSQL allows of one type of message, and what a decoder does with its content.
 *
 * @param type the first byte
 * @param shortest the least that its length may say, which counts itself
 * @param longest the most that its length may say
 */
record MessageShape(byte type, int shortest, int longest, Content content) {
    /** Bytes of a length, which counts itself. */
    static final int LENGTH = 4;

    /** Bytes before the content: type and length. */
    static final int HEADER = 1 + LENGTH;

    /** {@code PQ_LARGE_MESSAGE_LIMIT} and the size of the largest string that a server can build, whichever is more. */
    static final int LARGE = 0x3fffffff + LENGTH;

    /** {@code PQ_SMALL_MESSAGE_LIMIT}: the most that a server takes of messages that are short by nature. */
    static final int SMALL = 10_000;

    /** {@code PG_MAX_AUTH_TOKEN_LENGTH}. */
    static final int TOKEN = 65_535 + LENGTH;

    /** What libpq takes of a server's messages that are short by nature. */
    static final int SHORT_ANSWER = 30_000;

    /** What is done with a message's content. */
    enum Content {
        /** There is none, or nobody looks at it. */
        SKIPPED,
        /** The message belongs to a run that is counted. */
        COUNTED,
        /** Its beginning is held until the message is whole. */
        HELD,
        /** It is read as it comes. */
        STREAMED
    }

    static MessageShape bare(char type) {
        return new MessageShape((byte) type, LENGTH, LENGTH, Content.SKIPPED);
    }

    /** With so many bytes of content at least. */
    static MessageShape shape(char type, int content, int longest, Content what) {
        return new MessageShape((byte) type, LENGTH + content, longest, what);
    }

    /** Indexed by type. */
    static MessageShape[] table(MessageShape... shapes) {
        MessageShape[] table = new MessageShape[128];
        for (MessageShape shape : shapes) {
            table[shape.type] = shape;
        }
        return table;
    }
}
