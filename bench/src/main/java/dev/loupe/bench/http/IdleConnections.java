package dev.loupe.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.loupe.bench.compare.Running;
import dev.loupe.bench.load.Request;
import dev.loupe.bench.report.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Keep-alive connections that have made one request each, and then stay. */
final class IdleConnections implements AutoCloseable {

    private static final int BUFFER = 4_096;

    private final List<SocketChannel> open = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Running system;

    IdleConnections(Running system) {
        this.system = system;
    }

    /** Opens so many, one request each; the row has the process tree's peak with all of them open. */
    Row open(int connections, Request request) throws IOException {
        String label = "idle keep-alive " + connections;
        int failed = 0;
        for (int i = 0; i < connections; i++) {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), system.port()));
            open.add(channel);
            if (!asks(channel, request)) {
                failed++;
            }
        }
        return Row.of("http", label, system.name())
                .with("rss_mb", system.process().tree().peakResidentBytes() / 1e6)
                .with("connections", connections)
                .with("errors", failed);
    }

    /** Whether the answer is 200 and whole. */
    private boolean asks(SocketChannel channel, Request request) throws IOException {
        String head = request.method() + " " + request.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        channel.write(ByteBuffer.wrap(head.getBytes(US_ASCII)));
        StringBuilder answer = new StringBuilder();
        int headEnd = -1;
        while (headEnd < 0 || answer.length() < headEnd + 4 + request.objectBytes()) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                return false;
            }
            answer.append(US_ASCII.decode(buffer.flip()));
            headEnd = headEnd < 0 ? answer.indexOf("\r\n\r\n") : headEnd;
        }
        return answer.indexOf("HTTP/1.1 200 ") == 0;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
