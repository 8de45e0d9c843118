package dev.loupe.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One client that downloads one object at a steady, low rate, with a small receive buffer, so that what it has not read
 * waits in the proxy or behind it. Not thread-safe; never blocks once connected.
 */
final class SlowReader implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final String OK = "HTTP/1.1 200";

    private final SocketChannel channel;
    private final Request request;
    private final long bytesPerSecond;
    private final long began = System.nanoTime();
    private final StringBuilder statusLine = new StringBuilder();
    private long received;
    private boolean ended;

    SlowReader(int port, Request request, long bytesPerSecond) throws IOException {
        this.request = request;
        this.bytesPerSecond = bytesPerSecond;
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String head =
                "GET " + request.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
        channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
    }

    /** Reads what the rate allows by now, at most one buffer full. */
    void advance(ByteBuffer buffer) throws IOException {
        long allowed = (System.nanoTime() - began) * bytesPerSecond / 1_000_000_000L - received;
        if (ended || allowed <= 0) {
            return;
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), allowed));
        int read = channel.read(buffer);
        if (read < 0) {
            ended = true;
            return;
        }
        received += read;
        buffer.flip();
        while (statusLine.length() < OK.length() && buffer.hasRemaining()) {
            statusLine.append((char) buffer.get());
        }
    }

    /** Bytes read so far, the answer's head included. */
    long received() {
        return received;
    }

    /** Whether the connection's end has been read. */
    boolean ended() {
        return ended;
    }

    /** Whether the answer was refused, or ended before the object did. */
    boolean failed() {
        return !OK.contentEquals(statusLine) || (ended && received < request.objectBytes());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
