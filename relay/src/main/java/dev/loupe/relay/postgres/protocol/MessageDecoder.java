package dev.loupe.relay.postgres.protocol;

import static dev.loupe.relay.postgres.protocol.MessageShape.HEADER;
import static dev.loupe.relay.postgres.protocol.MessageShape.LENGTH;

import dev.loupe.relay.postgres.protocol.MessageShape.Content;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * Cuts one direction of a connection into messages. What it tells depends on the bytes only, never on how they were split.
 * Not thread-safe: one connection, one thread.
 */
abstract sealed class MessageDecoder<E> permits FrontendDecoder, BackendDecoder {
    private static final byte NO_RUN = 0;
    private static final byte[] NOTHING = {};

    private final MessageShape[] shapes;
    private final int maxHeld;

    private long position;
    private long offset;
    private boolean untyped;
    private boolean deaf;

    private long header;
    private int headerBytes;

    private MessageShape shape;
    private int body;
    private int remaining;
    private long messageEnd;
    private byte[] held = NOTHING;
    private int heldBytes;
    private BodyReader<E> reader;

    private byte run = NO_RUN;
    private int shortestOfRun;
    private long runMessages;
    private long runBytes;
    private long runEnd;

    MessageDecoder(MessageShape[] shapes, int maxHeld) {
        this.shapes = shapes;
        this.maxHeld = maxHeld;
    }

    /**
     * Decodes what came.
     *
     * @param in its readable bytes are read by absolute index; its indexes stay as they are
     * @param events called in order, before this returns
     */
    public final void feed(ByteBuf in, Events<? super E> events) {
        int from = in.readerIndex();
        int to = in.writerIndex();
        int at = from;
        offset = position - from;
        position += to - from;
        boolean whole = false;
        try {
            while (at < to && !deaf) {
                if (shape != null) {
                    at = goOn(in, at, to, events);
                } else if (untyped) {
                    at = untyped(in, at, to, events);
                } else {
                    at = header(in, at, to, events);
                }
            }
            whole = true;
        } finally {
            // What threw may have been anywhere in a message.
            deaf |= !whole;
        }
    }

    /** The connection is over: an open run ends, with the messages that were whole. */
    public final void end(Events<? super E> events) {
        if (!deaf) {
            closeRun(events);
            deaf = true;
        }
    }

    /** What a whole message says, of which {@code from} to {@code to} is at hand; null if its parts do not fit it. */
    abstract E decode(MessageShape message, ByteBuf in, int from, int to, int length);

    /** Reads a message of content {@link Content#STREAMED}. */
    abstract BodyReader<E> reader(MessageShape message);

    /** Takes bytes that are no typed messages, and returns the index after those that it took. */
    abstract int untyped(ByteBuf in, int at, int to, Events<? super E> events);

    /** Whether a message whose length is wrong is something else, so that its bytes go to {@link #untyped}. */
    abstract boolean isUntyped(byte type, int length);

    abstract E begun(byte type);

    abstract E counted(byte type, long messages, long bytes);

    abstract E lost(LostReason why);

    /** Whether what comes next has no type, so that it goes to {@link #untyped}. */
    final void expectUntyped(boolean expected) {
        untyped = expected;
    }

    /** Nothing that comes is looked at any more. */
    final void ignoreTheRest() {
        deaf = true;
    }

    /** Bytes from the connection's start to that index of the buffer that is being fed. */
    final long positionOf(int index) {
        return offset + index;
    }

    final void lose(LostReason why, long end, Events<? super E> events) {
        closeRun(events);
        deaf = true;
        shape = null;
        held = NOTHING;
        reader = null;
        events.accept(lost(why), end);
    }

    private int header(ByteBuf in, int at, int to, Events<? super E> events) {
        if (headerBytes == 0 && to - at >= HEADER) {
            return open(in.getByte(at), in.getInt(at + 1), in, at + HEADER, to, events);
        }
        int next = at;
        while (headerBytes < HEADER && next < to) {
            header = (header << 8) | in.getUnsignedByte(next++);
            headerBytes++;
        }
        if (headerBytes < HEADER) {
            return next;
        }
        headerBytes = 0;
        return open((byte) (header >>> 32), (int) header, in, next, to, events);
    }

    private int open(byte type, int length, ByteBuf in, int at, int to, Events<? super E> events) {
        MessageShape found = type > 0 ? shapes[type] : null;
        if (type != run) {
            closeRun(events);
        }
        if (found == null) {
            lose(LostReason.UNKNOWN_MESSAGE, positionOf(at) - HEADER, events);
            return to;
        }
        if (length < found.shortest() || length > found.longest()) {
            if (isUntyped(type, length)) {
                untyped = true;
            } else {
                lose(LostReason.LENGTH, positionOf(at) - HEADER, events);
            }
            return at;
        }
        body = length - LENGTH;
        messageEnd = positionOf(at) + body;
        if (found.content() == Content.COUNTED && run == NO_RUN) {
            run = type;
            shortestOfRun = found.shortest();
            runEnd = positionOf(at);
            events.accept(begun(type), runEnd);
        }
        if (body <= to - at) {
            return whole(found, in, at, to, events);
        }
        shape = found;
        remaining = body;
        heldBytes = 0;
        if (found.content() == Content.STREAMED) {
            reader = reader(found);
        }
        return goOn(in, at, to, events);
    }

    private int whole(MessageShape message, ByteBuf in, int at, int to, Events<? super E> events) {
        int end = at + body;
        switch (message.content()) {
            case COUNTED -> {
                count();
                return skipRun(in, end, to);
            }
            case STREAMED -> {
                BodyReader<E> whole = reader(message);
                whole.take(in, at, end);
                tell(whole.finish(), events);
            }
            default -> tell(decode(message, in, at, Math.min(end, at + maxHeld), body), events);
        }
        return end;
    }

    /** Passes over the messages of an open run that lie wholly within the buffer. This is where most bytes go. */
    private int skipRun(ByteBuf in, int from, int to) {
        int at = from;
        long messages = 0;
        long bytes = 0;
        // Eight bytes at once hold the type and the length.
        while (to - at >= Long.BYTES) {
            long head = in.getLong(at);
            int length = (int) (head >>> 24);
            if ((byte) (head >>> 56) != run || length < shortestOfRun || length >= to - at) {
                break;
            }
            at += 1 + length;
            bytes += length - LENGTH;
            messages++;
        }
        if (messages > 0) {
            runMessages += messages;
            runBytes += bytes;
            runEnd = positionOf(at);
        }
        return at;
    }

    private int goOn(ByteBuf in, int at, int to, Events<? super E> events) {
        int part = Math.min(remaining, to - at);
        switch (shape.content()) {
            case STREAMED -> reader.take(in, at, at + part);
            case HELD -> hold(in, at, part);
            default -> {}
        }
        remaining -= part;
        if (remaining == 0) {
            MessageShape message = shape;
            shape = null;
            finish(message, events);
        }
        return at + part;
    }

    private void finish(MessageShape message, Events<? super E> events) {
        switch (message.content()) {
            case COUNTED -> count();
            case STREAMED -> {
                E event = reader.finish();
                reader = null;
                tell(event, events);
            }
            default -> {
                E event = decode(message, Unpooled.wrappedBuffer(held), 0, heldBytes, body);
                held = NOTHING;
                tell(event, events);
            }
        }
    }

    private void hold(ByteBuf in, int at, int part) {
        int more = Math.min(part, Math.min(body, maxHeld) - heldBytes);
        if (heldBytes + more > held.length) {
            int room = Math.max(heldBytes + more, 2 * held.length);
            held = Arrays.copyOf(held, Math.min(room, Math.min(body, maxHeld)));
        }
        in.getBytes(at, held, heldBytes, more);
        heldBytes += more;
    }

    private void count() {
        runMessages++;
        runBytes += body;
        runEnd = messageEnd;
    }

    private void tell(E event, Events<? super E> events) {
        if (event == null) {
            lose(LostReason.MALFORMED, messageEnd - body - HEADER, events);
        } else {
            events.accept(event, messageEnd);
        }
    }

    private void closeRun(Events<? super E> events) {
        if (run != NO_RUN) {
            E event = counted(run, runMessages, runBytes);
            run = NO_RUN;
            runMessages = 0;
            runBytes = 0;
            events.accept(event, runEnd);
        }
    }
}
