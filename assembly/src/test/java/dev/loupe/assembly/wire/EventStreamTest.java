package dev.loupe.assembly.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Server-sent events through an adapter. */
class EventStreamTest extends WireTest {
    private static final String FIRST = "data: first\n\n";
    private static final String SECOND = "data: second\n\n";

    private final CountDownLatch firstCame = new CountDownLatch(1);
    private final CountDownLatch allCame = new CountDownLatch(1);

    /** Sends its second event only after its client has said, beside the stream, that the first one came. */
    private URI server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(FIRST.getBytes(UTF_8));
                out.flush();
                assertThat(firstCame.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                out.write(SECOND.getBytes(UTF_8));
                out.flush();
                allCame.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        closes(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void eachEvent_arrivesBeforeTheNextOneIsSent() throws Exception {
        URI inbound = adapter(
                        """
                        service: mes-api
                        inbound:
                          listen: {port: 0}
                          upstream: {url: "%s", idleTimeout: 0s}
                          routes: ["GET /orders/{order}/events"]
                          keys: [{kind: order, from: response /id}]
                        """
                                .formatted(server()))
                .path("inbound");
        HttpRequest request =
                HttpRequest.newBuilder(inbound.resolve("/orders/10234/events")).build();

        HttpResponse<InputStream> stream =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(text(stream.body(), FIRST.length())).isEqualTo(FIRST);
        firstCame.countDown();
        assertThat(text(stream.body(), SECOND.length())).isEqualTo(SECOND);
        stream.body().close();
        allCame.countDown();

        ReceivedSpan span = spans.take("GET /orders/{order}/events");
        assertThat(span.isError()).isFalse();
        assertThat(span.attributes()).containsEntry("http.response.status_code", 200L);
    }

    private static String text(InputStream in, int bytes) throws IOException {
        return new String(in.readNBytes(bytes), UTF_8);
    }
}
