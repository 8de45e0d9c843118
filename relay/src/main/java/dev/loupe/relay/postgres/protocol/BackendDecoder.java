package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.MessageShape.LARGE;
import static dev.loupe.relay.postgres.protocol.MessageShape.SHORT_ANSWER;
import static dev.loupe.relay.postgres.protocol.MessageShape.TOKEN;
import static dev.loupe.relay.postgres.protocol.MessageShape.bare;
import static dev.loupe.relay.postgres.protocol.MessageShape.shape;

import dev.loupe.relay.postgres.protocol.MessageShape.Content;
import io.netty.buffer.ByteBuf;

/**
 * Decodes what a server sends, from the connection's first byte. Lengths are held to what libpq takes ({@code
 * VALID_LONG_MESSAGE_TYPE} in its source), or what a server can send, whichever is more. Not thread-safe: one connection,
 * one thread.
 */
public final class BackendDecoder extends MessageDecoder<BackendEvent> {
    private static final MessageShape[] SHAPES = MessageShape.table(
            shape('R', 4, TOKEN + 4, Content.HELD),
            shape('K', 5, 4 + 4 + 256, Content.HELD),
            shape('S', 2, LARGE, Content.HELD),
            shape('Z', 1, 5, Content.HELD),
            shape('T', 2, LARGE, Content.HELD),
            shape('t', 2, 4 + 2 + 4 * 65_535, Content.HELD),
            shape('D', 2, LARGE, Content.COUNTED),
            shape('d', 0, LARGE, Content.COUNTED),
            shape('C', 1, SHORT_ANSWER, Content.HELD),
            shape('G', 3, SHORT_ANSWER, Content.HELD),
            shape('H', 3, SHORT_ANSWER, Content.HELD),
            shape('W', 3, SHORT_ANSWER, Content.HELD),
            shape('E', 1, LARGE, Content.HELD),
            shape('N', 1, LARGE, Content.HELD),
            shape('v', 8, SHORT_ANSWER, Content.HELD),
            shape('A', 6, LARGE, Content.SKIPPED),
            shape('V', 4, LARGE, Content.SKIPPED),
            bare('1'),
            bare('2'),
            bare('3'),
            bare('n'),
            bare('s'),
            bare('c'),
            bare('I'));

    /** So that what is short by nature is always held whole. */
    private static final int LEAST_HELD = 512;

    private final BackendMessages messages;
    private boolean answerExpected;
    private boolean known;

    public BackendDecoder(DecoderLimits limits) {
        super(SHAPES, Math.max(limits.maxSmall(), LEAST_HELD));
        this.messages = new BackendMessages(limits);
    }

    /** The client has asked for encryption: the next byte is the answer. */
    public void encryptionAsked() {
        answerExpected = true;
        expectUntyped(true);
    }

    @Override
    BackendEvent decode(MessageShape message, ByteBuf in, int from, int to, int length) {
        BackendEvent event = messages.decode(message.type(), in, from, to, length);
        known |= event != null;
        return event;
    }

    @Override
    BodyReader<BackendEvent> reader(MessageShape message) {
        throw new IllegalStateException("No message of a server is streamed");
    }

    @Override
    int untyped(ByteBuf in, int at, int to, Events<? super BackendEvent> events) {
        return answerExpected ? answer(in, at, events) : oldError(in, at, to, events);
    }

    private int answer(ByteBuf in, int at, Events<? super BackendEvent> events) {
        byte answer = in.getByte(at);
        answerExpected = false;
        expectUntyped(false);
        switch (answer) {
            case 'S', 'G', 'N' -> {
                events.accept(new BackendEvent.EncryptionAnswer((char) answer), positionOf(at + 1));
                return at + 1;
            }
            case 'E' -> {
                return at;
            }
            default -> {
                lose(LostReason.NOT_POSTGRES, positionOf(at), events);
                return at;
            }
        }
    }

    /** A text that ends in a zero byte. */
    private int oldError(ByteBuf in, int at, int to, Events<? super BackendEvent> events) {
        int zero = ZeroTerminated.indexOfZero(in, at, to);
        if (zero < 0) {
            return to;
        }
        expectUntyped(false);
        events.accept(BackendMessages.OLD_ERROR, positionOf(zero + 1));
        return zero + 1;
    }

    /**
     * A server that could not even start a process for the client says so as in protocol 2, whatever it was asked: there a text
     * stands in the place of the length.
     */
    @Override
    boolean isUntyped(byte type, int length) {
        boolean text = (length & 0xff) != 0 && (length & 0xff00) != 0 && (length & 0xff0000) != 0 && length >>> 24 != 0;
        return type == 'E' && !known && text;
    }

    @Override
    BackendEvent begun(byte type) {
        return type == 'D' ? BackendEvent.DataRowsBegun.INSTANCE : BackendEvent.CopyDataBegun.INSTANCE;
    }

    @Override
    BackendEvent counted(byte type, long count, long bytes) {
        return type == 'D' ? new BackendEvent.DataRows(count, bytes) : new BackendEvent.CopyData(count, bytes);
    }

    @Override
    BackendEvent lost(LostReason why) {
        return new BackendEvent.Lost(known ? why : LostReason.NOT_POSTGRES);
    }
}
