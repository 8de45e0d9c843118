package dev.loupe.relay.http.codec;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * Follows the messages of one direction of one HTTP/1.1 connection through any split of its bytes. Holds a head until it
 * is whole and nothing of a body. Not thread-safe: one connection, one thread.
 */
public abstract sealed class MessageDecoder permits RequestDecoder, ResponseDecoder {
    private final HeadReader heads;
    private final boolean lenientLineEnds;

    private boolean inBody;
    private boolean ended;
    private Framing framing = Framing.NONE;
    private long remaining;
    private ChunkReader chunks;
    private Fault fault;
    private boolean reported;
    private boolean trailersKept;

    MessageDecoder(HeadReader heads, boolean lenientLineEnds) {
        this.heads = heads;
        this.lenientLineEnds = lenientLineEnds;
    }

    /** Whether a part of a head has come, but not all of it. */
    public boolean inHead() {
        return !inBody && !ended && heads.started();
    }

    /** Whether the message is whole and the decoder waits to be told to go on. */
    public boolean ended() {
        return ended;
    }

    /** From now on {@link #trailers} can be asked for. */
    public void keepTrailers() {
        trailersKept = true;
    }

    /** The lines of a chunked message's trailer section, each ending in a line feed, if they are kept. */
    public String trailers() {
        return chunks == null ? "" : chunks.trailers();
    }

    /** Goes on to the next message of the connection. */
    public void next() {
        ended = false;
        inBody = false;
        framing = Framing.NONE;
        chunks = null;
    }

    /**
     * Decodes until the buffer is used up, the message ends, or it turns out malformed.
     *
     * @param in its reader index moves over what was decoded; ranges of the events are absolute indexes into it
     * @param events called in order, before this returns
     */
    public void feed(ByteBuf in, Consumer<? super HttpEvent> events) {
        while (fault == null && !ended && (in.isReadable() || bodyIsOver())) {
            if (inBody) {
                body(in, events);
            } else {
                head(in, events);
            }
        }
        if (fault != null && !reported) {
            reported = true;
            events.accept(new HttpEvent.Malformed(fault));
        }
    }

    /**
     * The peer sends no more.
     *
     * @return whether that ends the message properly, which only a body that lasts until the close allows
     */
    public boolean inputClosed() {
        if (inBody && !ended && framing instanceof Framing.UntilClose) {
            ended = true;
            return true;
        }
        return false;
    }

    /** How the body after that head ends, or null with {@link #refuse} called. */
    abstract Framing framing(Head head);

    /** The event for a whole head. */
    abstract HttpEvent started(Head head, Framing bodyFraming);

    /** Whether another head follows this one, as after an interim response. */
    abstract boolean headFollows(Head head);

    void refuse(Fault why) {
        fault = why;
    }

    private void head(ByteBuf in, Consumer<? super HttpEvent> events) {
        Head head = heads.read(in);
        if (head == null) {
            fault = heads.fault();
            return;
        }
        if (headFollows(head)) {
            events.accept(new HttpEvent.Interim(head));
            return;
        }
        Framing found = framing(head);
        if (fault != null) {
            return;
        }
        framing = found;
        inBody = true;
        remaining = found instanceof Framing.Length length ? length.bytes() : 0;
        chunks = found instanceof Framing.Chunked ? new ChunkReader(lenientLineEnds, trailersKept) : null;
        events.accept(started(head, found));
    }

    private boolean bodyIsOver() {
        return inBody && framing instanceof Framing.None;
    }

    private void body(ByteBuf in, Consumer<? super HttpEvent> events) {
        int start = in.readerIndex();
        if (framing instanceof Framing.None) {
            end(events);
        } else if (chunks != null) {
            chunked(in, events);
        } else if (framing instanceof Framing.Length) {
            int content = (int) Math.min(remaining, in.readableBytes());
            in.skipBytes(content);
            remaining -= content;
            plain(start, content, events);
            if (remaining == 0) {
                end(events);
            }
        } else {
            int content = in.readableBytes();
            in.skipBytes(content);
            plain(start, content, events);
        }
    }

    private static void plain(int start, int content, Consumer<? super HttpEvent> events) {
        events.accept(new HttpEvent.Content(start, start + content));
        events.accept(new HttpEvent.Body(start, start + content, content));
    }

    private void chunked(ByteBuf in, Consumer<? super HttpEvent> events) {
        int start = in.readerIndex();
        int content = 0;
        while (in.isReadable() && !chunks.done() && chunks.fault() == null) {
            int from = in.readerIndex();
            int run = chunks.read(in);
            if (run > 0) {
                events.accept(new HttpEvent.Content(from, from + run));
                content += run;
            }
        }
        if (chunks.fault() != null) {
            fault = chunks.fault();
            return;
        }
        events.accept(new HttpEvent.Body(start, in.readerIndex(), content));
        if (chunks.done()) {
            end(events);
        }
    }

    private void end(Consumer<? super HttpEvent> events) {
        ended = true;
        events.accept(HttpEvent.End.INSTANCE);
    }
}
