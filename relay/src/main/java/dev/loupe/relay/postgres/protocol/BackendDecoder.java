package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.MessageShape.LARGE;
import static dev.loupe.relay.postgres.protocol.MessageShape.SHORT_ANSWER;
import static dev.loupe.relay.postgres.protocol.MessageShape.TOKEN;
import static dev.loupe.relay.postgres.protocol.MessageShape.empty;
import static dev.loupe.relay.postgres.protocol.MessageShape.of;

import dev.loupe.relay.postgres.protocol.MessageShape.Content;
import io.netty.buffer.ByteBuf;

/**
 * Decodes what a server sends, from the connection's first byte. Lengths are held to what libpq takes ({@code
 * VALID_LONG_MESSAGE_TYPE} in its source), or what a server can send, whichever is more. Not thread-safe: one connection,
 * one thread.
 */
public final class BackendDecoder extends MessageDecoder<BackendEvent> {
    private static final MessageShape[] SHAPES = MessageShape.table(
            of('R', 4, TOKEN + 4, Content.HELD),
            of('K', 5, 4 + 4 + 256, Content.HELD),
            of('S', 2, LARGE, Content.HELD),
            of('Z', 1, 5, Content.HELD),
            of('T', 2, LARGE, Content.HELD),
            of('t', 2, 4 + 2 + 4 * 65_535, Content.HELD),
            of('D', 2, LARGE, Content.COUNTED),
            of('d', 0, LARGE, Content.COUNTED),
            of('C', 1, SHORT_ANSWER, Content.HELD),
            of('G', 3, SHORT_ANSWER, Content.HELD),
            of('H', 3, SHORT_ANSWER, Content.HELD),
            of('W', 3, SHORT_ANSWER, Content.HELD),
            of('E', 1, LARGE, Content.HELD),
            of('N', 1, LARGE, Content.HELD),
            of('v', 8, SHORT_ANSWER, Content.HELD),
            of('A', 6, LARGE, Content.SKIPPED),
            of('V', 4, LARGE, Content.SKIPPED),
            empty('1'),
            empty('2'),
            empty('3'),
            empty('n'),
            empty('s'),
            empty('c'),
            empty('I'));

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
