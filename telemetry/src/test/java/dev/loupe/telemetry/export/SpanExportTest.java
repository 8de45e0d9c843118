package dev.loupe.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.fixture.EndedSpans;
import dev.loupe.telemetry.fixture.OtlpReceiver;
import dev.loupe.telemetry.fixture.OtlpReceiver.Mode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanExportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Drops drops = new Drops();
    private OtlpReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = OtlpReceiver.start();
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource(Settings.Protocol.class)
    void receiverThatHangs_costsEverySpanExactlyOnce(Settings.Protocol protocol) {
        receiver.answers(Mode.HANG);
        SpanExport export = start(protocol, 50, 10);
        spans(1_000).forEach(export::offer);
        assertThat(drops.count(DropReason.QUEUE_FULL)).isGreaterThan(0);
        export.close(Duration.ofMillis(300));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(dropped()).isEqualTo(1_000));
        assertThat(receiver.spans()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Settings.Protocol.class)
    void receiverThatRefuses_costsTheSpansThatAreCountedAsFailed(Settings.Protocol protocol) {
        receiver.answers(Mode.REFUSE);
        SpanExport export = start(protocol, 1_000, 10);
        spans(10).forEach(export::offer);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(drops.count(DropReason.EXPORT_FAILED))
                .isEqualTo(10));
        receiver.answers(Mode.OK);
        spans(10).forEach(export::offer);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.spans()).hasSize(10));
        export.close(Duration.ofSeconds(5));
        assertThat(dropped()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Settings.Protocol.class)
    void receiverThatAnswersNonsense_harmsNobody(Settings.Protocol protocol) {
        receiver.answers(Mode.NONSENSE);
        SpanExport export = start(protocol, 1_000, 10);
        spans(10).forEach(export::offer);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.requests()).isNotEmpty());
        receiver.answers(Mode.OK);
        spans(10).forEach(export::offer);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.spans()).hasSize(10));
        export.close(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(Settings.Protocol.class)
    void receiverThatDoesNotEvenSpeakHttp_costsTheSpansThatAreCountedAsFailed(Settings.Protocol protocol)
            throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            NetServer server = vertx.createNetServer()
                    .connectHandler(socket -> socket.handler(bytes -> socket.write("\u0000\u0001 what? \r\n\r\n")))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            SpanExport export = start(URI.create("http://127.0.0.1:" + server.actualPort()), protocol, 1_000, 10);
            spans(10).forEach(export::offer);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(drops.count(DropReason.EXPORT_FAILED))
                    .isEqualTo(10));
            export.close(Duration.ofSeconds(5));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void exporterThatCannotBeMade_costsTheSpansThatAreCountedAsFailed() {
        SpanExport export = SpanExport.start(
                () -> {
                    throw new NoClassDefFoundError("okhttp3/OkHttpClient");
                },
                batching(100, 10),
                drops,
                new ExportHealth("spans", "nowhere", System::nanoTime));
        spans(10).forEach(export::offer);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(drops.count(DropReason.EXPORT_FAILED))
                .isEqualTo(10));
        export.close(Duration.ofSeconds(5));
    }

    @Test
    void spanThatComesAfterTheEnd_isCounted() {
        SpanExport export = start(Settings.Protocol.HTTP_PROTOBUF, 100, 10);
        export.close(Duration.ofSeconds(5));
        spans(1).forEach(export::offer);
        assertThat(drops.count(DropReason.SHUTDOWN)).isEqualTo(1);
    }

    private long dropped() {
        long sum = 0;
        for (DropReason reason : DropReason.values()) {
            sum += drops.count(reason);
        }
        return sum;
    }

    private SpanExport start(Settings.Protocol protocol, int queue, int batch) {
        return start(receiver.httpEndpoint(), protocol, queue, batch);
    }

    private SpanExport start(URI base, Settings.Protocol protocol, int queue, int batch) {
        URI address = protocol == Settings.Protocol.GRPC ? base : base.resolve("/v1/traces");
        Destination to = new Destination(address, protocol, Map.of(), PATIENCE, Optional.empty());
        return SpanExport.start(to, batching(queue, batch), drops);
    }

    private static ExportPlan.Batching batching(int queue, int batch) {
        return new ExportPlan.Batching(queue, batch, Duration.ofMillis(20), PATIENCE);
    }

    private static List<SpanData> spans(int count) {
        List<SpanData> spans = new ArrayList<>();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(new EndedSpans(spans))
                .build()) {
            for (int i = 0; i < count; i++) {
                provider.get("test").spanBuilder("GetObject").startSpan().end();
            }
        }
        return spans;
    }
}
