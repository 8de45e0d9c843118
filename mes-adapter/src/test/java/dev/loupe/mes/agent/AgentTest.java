package dev.loupe.mes.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.mes.MesAdapter;
import dev.loupe.telemetry.Settings.Protocol;
import dev.loupe.telemetry.fixture.ExportedSpans;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's spans and the sidecar's are one trace for each request, each below the one that caused it. */
class AgentTest {
    private static final Path AGENT = Path.of("target", "agent", "opentelemetry-javaagent.jar");
    private static final Pattern READY = Pattern.compile(PriceService.READY + "(\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> ORDERS = List.of("12341", "12342", "12343");

    @TempDir
    private Path folder;

    private ExportedSpans spans;
    private PlainService shop;
    private PlainService store;
    private Process service;
    private RunningAdapter adapter;

    @BeforeEach
    void start() throws Exception {
        spans = ExportedSpans.receiver();
        shop = PlainService.thatAgrees();
        store = PlainService.thatAgrees();
        // The service has to know the sidecar's ports, and the sidecar the service's, before either has started.
        int toTheShop = freePort();
        int toTheStore = freePort();
        URI mes = serviceUnderTheAgent(
                spans.endpoint(), "http://127.0.0.1:" + toTheShop, "http://127.0.0.1:" + toTheStore);
        adapter = RunningAdapter.of(
                new MesAdapter(),
                Path.of("../conf/mes-adapter.yaml"),
                spans.exportedOver(
                        Protocol.HTTP_PROTOBUF,
                        "inbound.listen.port=0",
                        "postgres[0].listen.port=0",
                        "postgres[0].monitor.enabled=false",
                        "rabbitmq[0].listen.port=0",
                        "rabbitmq[0].monitor.enabled=false",
                        "inbound.upstream.url=" + mes,
                        "outbound[0].listen.port=" + toTheShop,
                        "outbound[0].upstream.url=" + shop.address(),
                        "s3[0].listen.port=" + toTheStore,
                        "s3[0].upstream.url=" + store.address()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private URI serviceUnderTheAgent(URI receiver, String... addresses) throws IOException {
        Path output = folder.resolve("service.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-javaagent:" + AGENT.toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PriceService.class.getName(),
                        addresses[0],
                        addresses[1])
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
        builder.environment()
                .putAll(Map.of(
                        "OTEL_SERVICE_NAME", "mes-api",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.toString(),
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                        "OTEL_BSP_SCHEDULE_DELAY", "20",
                        "OTEL_METRICS_EXPORTER", "none",
                        "OTEL_LOGS_EXPORTER", "none"));
        service = builder.start();
        await("the service")
                .atMost(PATIENCE)
                .until(() -> READY.matcher(read(output)).find() || !service.isAlive());
        Matcher ready = READY.matcher(read(output));
        assertThat(ready.find()).as(read(output)).isTrue();
        return URI.create(ready.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (adapter != null) {
            adapter.close();
        }
        if (service != null) {
            service.destroyForcibly().waitFor();
        }
        store.close();
        shop.close();
        spans.close();
    }

    @Test
    void context_goesOnInBothDirections() {
        List<CompletableFuture<Void>> askedAtOnce = ORDERS.stream()
                .map(order -> CompletableFuture.runAsync(() -> PlainService.send(
                        "POST", adapter.path("inbound"), "/prices", "{\"order\": \"" + order + "\"}")))
                .toList();
        askedAtOnce.forEach(CompletableFuture::join);

        for (int i = 0; i < ORDERS.size(); i++) {
            ReceivedSpan arrival = spans.take("POST /prices");
            String trace = arrival.traceId();
            ReceivedSpan served = takes(trace, arrival, "SERVER");
            ReceivedSpan reading = takesOfTheAgent(trace, served, "GET");
            ReceivedSpan storing = takesOfTheAgent(trace, served, "PUT");
            for (ReceivedSpan call : List.of(takes(trace, reading, "CLIENT"), takes(trace, storing, "CLIENT"))) {
                assertThat(isOfTheAgent(call)).isFalse();
                assertThat(call.attributes())
                        .containsEntry("loupe.correlation", "explicit")
                        .containsEntry("loupe.journey", arrival.attributes().get("loupe.journey"));
            }
            assertThat(arrival.parentSpanId()).isEmpty();
            assertThat(isOfTheAgent(served)).isTrue();
            spans.take(
                    span -> span.traceId().equals(trace) && span.name().equals("price calculation"),
                    "the price calculation of " + trace);
        }
        assertThat(shop.asked()).hasSize(ORDERS.size()).allSatisfy(asked -> assertThat(asked.traceparent())
                .isNotNull());
    }

    private ReceivedSpan takes(String trace, ReceivedSpan parent, String kind) {
        return spans.take(
                span -> span.traceId().equals(trace)
                        && span.parentSpanId().equals(parent.spanId())
                        && span.kind().equals(kind),
                "a " + kind + " span below " + parent);
    }

    private ReceivedSpan takesOfTheAgent(String trace, ReceivedSpan parent, String method) {
        return spans.take(
                span -> span.traceId().equals(trace)
                        && span.parentSpanId().equals(parent.spanId())
                        && isOfTheAgent(span)
                        && method.equals(span.attributes().get("http.request.method")),
                "the agent's " + method + " below " + parent);
    }

    private static boolean isOfTheAgent(ReceivedSpan span) {
        return span.resource().containsKey("telemetry.distro.name");
    }
}
