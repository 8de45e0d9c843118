package dev.loupe.proxy.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.proxy.fixture.FileContent;
import dev.loupe.telemetry.Settings.Protocol;
import dev.loupe.telemetry.fixture.ExportedSpans;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code SIGTERM} while somebody downloads. */
class EndOfProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SIZE = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void termination_letsADownloadFinishTakesNoOtherAndFlushes() throws Exception {
        Files.writeString(folder.resolve("proxy.yaml"), "listen: {port: 0}\nconsole: {enabled: false}");
        byte[] content = FileContent.bytes(SIZE, 1);
        try (ExportedSpans spans = ExportedSpans.receiver();
                ServerSocket store = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyProcess process = ProxyProcess.start(folder, arguments(spans, store))) {
            URI proxy = process.ready();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.getPort())) {
                client.getOutputStream().write("GET /rings/a.stl HTTP/1.1\r\nHost: store\r\n\r\n".getBytes(US_ASCII));
                try (Socket request = store.accept()) {
                    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n";
                    request.getOutputStream().write(head.getBytes(US_ASCII));
                    request.getOutputStream().write(content, 0, SIZE / 2);
                    InputStream download = afterHead(client);
                    assertThat(download.readNBytes(SIZE / 2)).hasSize(SIZE / 2);

                    process.terminate();
                    await("no more connections").atMost(PATIENCE).until(() -> isRefused(proxy));
                    assertThat(process.isAlive()).isTrue();
                    request.getOutputStream().write(content, SIZE / 2, SIZE / 2);

                    assertThat(download.readAllBytes()).hasSize(SIZE / 2);
                }
            }
            process.endsWith(0);
            ReceivedSpan download = spans.take("GetObject");
            assertThat(download.attributes())
                    .containsEntry("file_size_bytes", (long) SIZE)
                    .containsEntry("http.response.body.size", (long) SIZE)
                    .doesNotContainKey("loupe.broken_by");
        }
    }

    private static String[] arguments(ExportedSpans spans, ServerSocket store) {
        List<String> arguments = new ArrayList<>(List.of("--config", "proxy.yaml"));
        for (String set : spans.exportedOver(
                Protocol.HTTP_PROTOBUF,
                "telemetry.export.delay=1h",
                "telemetry.keep.policy=all",
                "upstream.url=http://127.0.0.1:" + store.getLocalPort())) {
            arguments.addAll(List.of("--set", set));
        }
        return arguments.toArray(String[]::new);
    }

    private static InputStream afterHead(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return in;
    }

    private static boolean isRefused(URI proxy) throws IOException {
        try (Socket late = new Socket(InetAddress.getLoopbackAddress(), proxy.getPort())) {
            return !late.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}
