package dev.loupe.relay.http;

import dev.loupe.relay.http.codec.Framing;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What of a request waits for a connection, or may have to be sent again on another one: its head and the first bytes of
 * its body. Holds at most {@value #MOST} bytes once the request is on its way.
 */
final class Replay {
    static final int MOST = 64 * 1024;

    private final List<ByteBuf> parts = new ArrayList<>(2);
    private long bytes;
    private boolean complete = true;

    /** Whether a body with that framing is sure to be held whole. */
    static boolean canHold(Framing framing) {
        return framing instanceof Framing.None
                || (framing instanceof Framing.Length length && length.bytes() <= MOST / 2);
    }

    /** Keeps a part; the caller's reference goes over to this. */
    void add(ByteBuf part) {
        parts.add(part);
        bytes += part.readableBytes();
    }

    /** Keeps a part that goes before all others. */
    void addFirst(ByteBuf part) {
        parts.add(0, part);
        bytes += part.readableBytes();
    }

    /** Keeps a part that has been sent, as long as there is room; else gives all of it up. */
    void addSent(ByteBuf part) {
        if (complete && bytes + part.readableBytes() <= MOST) {
            add(part.retainedDuplicate());
        } else {
            release();
        }
    }

    /** Whether the whole request so far is still held. */
    boolean complete() {
        return complete;
    }

    /** Bytes of all parts that were ever kept. */
    long bytes() {
        return bytes;
    }

    /** Gives a reference to each part, in order. */
    void sendTo(Consumer<ByteBuf> sink) {
        for (ByteBuf part : parts) {
            sink.accept(part.retainedDuplicate());
        }
    }

    /** Gives the parts themselves, and holds nothing any longer. */
    void moveTo(Consumer<ByteBuf> sink) {
        complete = false;
        parts.forEach(sink);
        parts.clear();
    }

    /** Gives everything up. */
    void release() {
        complete = false;
        parts.forEach(ByteBuf::release);
        parts.clear();
    }
}
