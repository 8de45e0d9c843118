package dev.loupe.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final Request READ = new Request("GET", "/object", BYTES.length);
    private static final Request WRITE = new Request("PUT", "/refused", BYTES.length);

    private final Probe probe = new Probe();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/object", exchange -> {
            exchange.sendResponseHeaders(200, BYTES.length);
            exchange.getResponseBody().write(BYTES);
            exchange.close();
        });
        server.createContext("/refused", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void serverAnswers_isNoticed() throws Exception {
        assertThat(probe.answers(port(), "/object")).isTrue();
    }

    @Test
    void bytesAreTheSame_nothingIsSaid() {
        assertThatCode(() -> probe.reads(port(), READ, BYTES)).doesNotThrowAnyException();
    }

    @Test
    void oneByteDiffers_isAFailure() {
        assertThatThrownBy(() -> probe.reads(port(), READ, new byte[] {1, 2, 4}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GET /object");
    }

    @Test
    void uploadRefused_isAFailureWithItsStatus() {
        assertThatThrownBy(() -> probe.writes(port(), WRITE, BYTES)).hasMessageContaining("403");
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
