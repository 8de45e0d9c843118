package dev.loupe.relay.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;

/** Whoever asks, as an exchange sees it: a connection of HTTP/1.1, or a stream of HTTP/2. Touched on its event loop only. */
interface ClientSide {
    /** For observers. */
    HttpPath.Connection connection();

    ByteBufAllocator allocator();

    /** Runs the action on the event loop after that time, whatever has become of the connection. */
    void schedule(Runnable action, Duration delay);

    /** Whether the process is told to end. */
    boolean isDraining();

    /** Whether more of what has been read is about to be handed to the exchange, followed by a flush. */
    boolean isDecoding();

    /** Takes bytes of the response over; they go with the next {@link #flush}. */
    void write(ByteBuf bytes);

    void flush();

    /** Whether the client keeps up, so that it may be given more. */
    boolean takesMore();

    /** Whether all that was written has been taken. */
    boolean isFlushed();

    /** Runs the action once all that was written has been taken, or the client is gone. */
    void whenFlushed(Runnable action);

    /** Whether the client has taken anything since this was asked last. */
    boolean progressed();

    /** Nanoseconds since the client closed its sending side; 0 if it has not, or that says nothing. */
    long halfClosedFor();

    /** Reads on or stops reading, as what has come can be taken. */
    void updateReading();

    /** Ends so that nobody takes for whole what is not. */
    void abort();

    /**
     * The exchange is over.
     *
     * @param close whether the connection cannot serve another one
     */
    void exchangeOver(boolean close);

    /** Goes over to a tunnel, which only a whole connection can become. */
    void tunnel(Tunnel tunnel);
}
