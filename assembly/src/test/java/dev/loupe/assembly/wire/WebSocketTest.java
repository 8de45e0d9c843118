package dev.loupe.assembly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.fixture.ReceivedSpan;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The JDK's WebSocket client talks with Vert.x's server through an adapter. */
class WebSocketTest extends WireTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            heard.add("closed " + status + ' ' + reason);
            return null;
        }
    }

    @Test
    void conversation_passesBothWays_andIsOneSpan() throws Exception {
        HttpServer server = result(vertx().createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text -> {
                    if (text.equals("bye")) {
                        socket.close((short) 1000, "bye");
                    } else {
                        socket.writeTextMessage("you said " + text);
                    }
                }))
                .listen(0, "127.0.0.1"));
        URI inbound = adapter(
                        """
                        service: mes-api
                        inbound:
                          listen: {port: 0}
                          upstream: {url: "http://127.0.0.1:%d"}
                          routes: ["GET /rooms/{room}"]
                        """
                                .formatted(server.actualPort()))
                .path("inbound");

        WebSocket client = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + inbound.getPort() + "/rooms/7"), new Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        client.sendText("hello", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("you said hello");
        String large = "x".repeat(60_000);
        client.sendText(large, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("you said " + large);
        client.sendText("bye", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("closed 1000 bye");

        ReceivedSpan span = spans.take("GET /rooms/{room}");
        assertThat(span.isError()).isFalse();
        assertThat(span.attributes()).containsEntry("http.response.status_code", 101L);
        assertThat((long) span.attributes().get("loupe.tunnel.sent_bytes")).isGreaterThan(60_000);
        assertThat((long) span.attributes().get("loupe.tunnel.received_bytes")).isGreaterThan(60_000);
    }

    private String next() throws InterruptedException {
        return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
