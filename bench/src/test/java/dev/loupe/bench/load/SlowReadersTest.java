package dev.loupe.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    private static final int SIZE = 200_000;
    private static final Request OBJECT = new Request("GET", "/object", SIZE);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/object", exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(new byte[SIZE]);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void objectsReadToTheirEnd_nobodyFailed() throws Exception {
        try (SlowReaders readers = new SlowReaders(server.getAddress().getPort(), OBJECT, 3, 10_000_000)) {
            SlowReaders.readTogether(List.of(readers), LONG_ENOUGH);

            assertThat(readers.outcome().failed()).isZero();
            assertThat(readers.outcome().bytes()).isGreaterThanOrEqualTo(3 * SIZE);
        }
    }

    @Test
    void objectRefusedOrShort_everyReaderFailed() throws Exception {
        Request missing = new Request("GET", "/missing", 1);
        Request longer = new Request("GET", "/object", SIZE * 2);
        int port = server.getAddress().getPort();
        try (SlowReaders refused = new SlowReaders(port, missing, 2, 10_000_000);
                SlowReaders cut = new SlowReaders(port, longer, 2, 10_000_000)) {
            SlowReaders.readTogether(List.of(refused, cut), LONG_ENOUGH);

            assertThat(refused.outcome().failed()).isEqualTo(2);
            assertThat(cut.outcome().failed()).isEqualTo(2);
        }
    }

    @Test
    void rateBelowTheObject_windowEndsInTheMiddle() throws Exception {
        try (SlowReaders readers = new SlowReaders(server.getAddress().getPort(), OBJECT, 1, 10_000)) {
            SlowReaders.readTogether(List.of(readers), Duration.ofMillis(200));

            assertThat(readers.outcome().bytes()).isLessThan(SIZE);
            assertThat(readers.outcome().failed()).isZero();
        }
    }
}
