package dev.loupe.assembly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Bodies larger than all of the memory that this process may use at once, one way and then the other. */
class LargeBodiesTest extends WireTest {
    private static final long SIZE = 1L << 30;
    private static final int PIECE = 1 << 16;
    private static final long MOST_MEMORY = 256L << 20;

    private final AtomicLong mostMemory = new AtomicLong();

    private URI server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        closes(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers with the checksum of what it was sent, before a body of its own. */
    private void serve(HttpExchange exchange) throws IOException {
        String sum = checksum(exchange.getRequestBody());
        exchange.getResponseHeaders().set("X-Checksum", sum);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, SIZE);
        generate(exchange.getResponseBody());
        exchange.close();
    }

    private static String generate(OutputStream out) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] piece = new byte[PIECE];
        for (int i = 0; i < SIZE / PIECE; i++) {
            piece[i % PIECE]++;
            piece[0] = '"';
            sum.update(piece);
            out.write(piece);
        }
        return SIZE + " " + sum.getValue();
    }

    private String checksum(InputStream in) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] piece = new byte[PIECE];
        long size = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            sum.update(piece, 0, read);
            size += read;
            mostMemory.accumulateAndGet(directMemory(), Math::max);
        }
        return size + " " + sum.getValue();
    }

    /** What Netty has, which it takes past the JDK's own accounts, and what those say. */
    private static long directMemory() {
        long netty = Math.max(0, PlatformDependent.usedDirectMemory());
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum()
                + netty;
    }

    @Test
    void gigabyteEachWay_arrivesWholeAndIsNeverHeld() throws Exception {
        URI inbound = adapter(
                        """
                        service: mes-api
                        inbound:
                          listen: {port: 0}
                          upstream: {url: "%s"}
                          routes: ["PUT /models/{model}"]
                          keys:
                            - {kind: order, from: request /order}
                            - {kind: order, from: response /order}
                        """
                                .formatted(server()))
                .path("inbound");
        HttpURLConnection connection =
                (HttpURLConnection) inbound.resolve("/models/7").toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(SIZE);
        connection.setRequestProperty("Content-Type", "application/json");

        String sent;
        try (OutputStream out = connection.getOutputStream()) {
            sent = generate(out);
        }
        String received;
        try (InputStream in = connection.getInputStream()) {
            received = checksum(in);
        }

        assertThat(connection.getHeaderField("X-Checksum")).isEqualTo(sent);
        assertThat(received).isEqualTo(sent);
        assertThat(mostMemory).hasValueLessThan(MOST_MEMORY);
        ReceivedSpan span = spans.take("PUT /models/{model}");
        assertThat(span.isError()).isFalse();
        assertThat(span.attributes())
                .containsEntry("http.request.body.size", SIZE)
                .containsEntry("http.response.body.size", SIZE);
    }
}
