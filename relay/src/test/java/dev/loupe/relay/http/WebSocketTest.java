package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.fixture.TestCertificates;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stock WebSocket client talks with a stock server through the relay. */
class WebSocketTest extends RelayTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

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

    private String next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void conversation_passesBothWaysUntilItIsClosed(String scheme) throws Exception {
        TestCertificates authority = new TestCertificates();
        if (scheme.equals("wss")) {
            setup.listenTls = Optional.of(TestCertificates.write(folder, "own", authority.issue("localhost")));
        }
        HttpServer server = result(vertx().createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text -> {
                    if (text.equals("bye")) {
                        socket.close((short) 1000, "bye");
                    } else {
                        socket.writeTextMessage("you said " + text);
                    }
                }))
                .listen(0, "127.0.0.1"));
        setup.upstreamPort = server.actualPort();
        exchanges.upgrades = request -> true;
        WebSocket client = HttpClient.newBuilder()
                .sslContext(authority.trusting())
                .build()
                .newWebSocketBuilder()
                .buildAsync(URI.create(scheme + "://localhost:" + relay().port() + "/chat"), new Listener())
                .get(20, TimeUnit.SECONDS);
        client.sendText("hello", true).get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("you said hello");
        String large = "x".repeat(60_000);
        client.sendText(large, true).get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("you said " + large);
        client.sendText("bye", true).get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("closed 1000 bye");
        RecordedExchanges.Recorded seen = exchanges.next();
        assertThat(seen.calls).contains("response 101", "tunnel");
        assertThat(seen.responseBytes).isGreaterThan(60_000);
        assertThat(seen.end).isInstanceOf(ExchangeEnd.Whole.class);
        result(server.close());
    }
}
