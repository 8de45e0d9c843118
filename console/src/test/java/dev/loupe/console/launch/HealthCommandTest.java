package dev.loupe.console.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a container engine's health check is told. */
class HealthCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void ready_isZeroAndSilence() {
        answer(200);

        assertThat(ask(LONG, address())).isZero();
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 404, 503})
    void anotherAnswer_isOneAndSaid(int status) {
        answer(status);

        assertThat(ask(LONG, address())).isEqualTo(1);
        assertThat(said()).isEqualTo("loupe health: " + address() + " answers " + status + "\n");
    }

    @Test
    void nobodyThere_isOne() {
        String address = address();
        server.stop(0);

        assertThat(ask(LONG, address)).isEqualTo(1);
        assertThat(said()).startsWith("loupe health: " + address + ": ").hasLineCount(1);
    }

    @Test
    void silentServer_isGivenUpAndOne() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + silent.getLocalPort() + "/health/ready";

            assertThat(ask(Duration.ofMillis(50), address)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:9464", "ftp://127.0.0.1/", "http://", "http://a b/", "file:///etc/hostname"})
    void noAddress_isWrongUsage(String argument) {
        assertThat(ask(LONG, argument)).isEqualTo(2);
        assertThat(said()).isEqualTo("loupe health: wants one address, such as http://127.0.0.1:9464/health/ready\n");
    }

    @Test
    void twoAddresses_areWrongUsage() {
        assertThat(ask(LONG, address(), address())).isEqualTo(2);
    }

    @Test
    void asAProcess_itsExitCodeIsTheAnswer(@TempDir Path folder) throws Exception {
        answer(200);

        try (JavaProcess process = JavaProcess.start(folder, HealthCommand.class, Map.of(), address())) {
            process.endsWith(0);
        }
    }

    private void answer(int status) {
        server.createContext("/health/ready", exchange -> {
            exchange.getResponseHeaders().set("Location", "/health/live");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/health/ready";
    }

    private int ask(Duration patience, String... arguments) {
        return new HealthCommand(patience, new PrintStream(said, true, StandardCharsets.UTF_8)).run(arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
