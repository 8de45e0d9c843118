package dev.loupe.relay.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.HttpRelay;
import dev.loupe.relay.http.HttpRelaySettings;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that forwards nothing, between two real relays, with stock clients and servers around it. */
class CompanyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Wrapped mes = new Wrapped();
    private final Map<String, String> traceparentAtTheCrm = new ConcurrentHashMap<>();
    private final CountDownLatch bothAreIn = new CountDownLatch(2);
    private HttpServer mesApi;
    private HttpServer crm;
    private HttpRelay inbound;
    private HttpRelay outbound;

    @BeforeEach
    void start() throws IOException {
        crm = server(exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            traceparentAtTheCrm.put(body, exchange.getRequestHeaders().getFirst("traceparent"));
            answer(exchange, 200, "");
        });
        outbound = relay(crm.getAddress().getPort(), mes.outbound());
        mesApi = server(exchange -> {
            String path = exchange.getRequestURI().getPath();
            String order = path.substring(path.lastIndexOf('/') + 1);
            bothAreIn.countDown();
            try {
                assertThat(bothAreIn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                String priced = "{\"price\":1,\"order\":{\"id\":" + order + "}}";
                send("POST", outbound.port(), "/prices", priced);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            answer(exchange, 200, "{}");
        });
        inbound = relay(mesApi.getAddress().getPort(), mes.inbound());
    }

    @AfterEach
    void stop() {
        mesApi.stop(0);
        crm.stop(0);
        await().atMost(PATIENCE).until(inbound.drain(Duration.ofSeconds(5))::isComplete);
        await().atMost(PATIENCE).until(outbound.drain(Duration.ofSeconds(5))::isComplete);
        mes.close();
        vertx.close();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer server(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", handler::handle);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpRelay relay(int upstream, HttpPath path) {
        Duration patience = Duration.ofMinutes(1);
        HttpRelaySettings settings = new HttpRelaySettings(
                new HttpRelaySettings.Listen(
                        "127.0.0.1", 0, Optional.empty(), 100, 65_536, 16_384, patience, patience, patience, patience),
                new HttpRelaySettings.Upstream(
                        "127.0.0.1",
                        upstream,
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        patience,
                        patience,
                        patience,
                        100,
                        100,
                        patience));
        var started = HttpRelay.start(vertx, settings.withHold(Duration.ofSeconds(10)), path, 1);
        await().atMost(PATIENCE).until(started::isComplete);
        return started.result();
    }

    private HttpResponse<String> send(String method, int port, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<SpanData> spans(SpanKind kind) {
        return mes.spans().stream().filter(span -> span.getKind() == kind).toList();
    }

    @Test
    void twoOrdersAtOnce_eachCallIsInTheTraceOfItsOrder() {
        for (String order : List.of("10234", "10235")) {
            http.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + inbound.port() + "/orders/" + order))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        await().atMost(PATIENCE).until(() -> mes.spans().size() == 4);

        Map<String, SpanData> requests = spans(SpanKind.SERVER).stream()
                .collect(Collectors.toMap(span -> span.getAttributes().get(Names.JOURNEY), span -> span));
        assertThat(spans(SpanKind.CLIENT)).hasSize(2).allSatisfy(call -> {
            SpanData request = requests.get(call.getAttributes().get(Names.JOURNEY));
            assertThat(call.getAttributes().get(Names.CORRELATION)).isEqualTo("key");
            assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(call.getTraceId()).isEqualTo(request.getTraceId());
        });
        assertThat(traceparentAtTheCrm).hasSize(2).allSatisfy((body, traceparent) -> {
            String order = body.replaceAll("\\D+1\\D+(\\d+)\\D+", "$1");
            SpanData request = requests.get(mes.pseudonym("order", order));
            assertThat(traceparent).startsWith("00-" + request.getTraceId());
        });
    }
}
