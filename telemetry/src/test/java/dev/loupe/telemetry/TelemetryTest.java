package dev.loupe.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.loupe.telemetry.fixture.CapturedLog;
import dev.loupe.telemetry.fixture.OtlpReceiver;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import dev.loupe.telemetry.recent.RecentTraces.RecentTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTest {
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
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void keptSpans_allArriveAtTheReceiverOnceEach(String protocol) {
        List<String> made;
        try (Telemetry telemetry = Telemetry.start(keepAll(), environment(protocol), "proxy")) {
            made = IntStream.range(0, 2_000)
                    .mapToObj(i -> {
                        Span span = telemetry
                                .tracer()
                                .spanBuilder("GetObject")
                                .setSpanKind(SpanKind.SERVER)
                                .setAttribute(Names.FILE_NAME, "rings/" + i + ".stl")
                                .setAttribute(Names.FILE_SIZE_BYTES, (long) i)
                                .startSpan();
                        span.end();
                        return span.getSpanContext().getSpanId();
                    })
                    .toList();
        }
        assertThat(receiver.spans()).extracting(ReceivedSpan::spanId).containsExactlyElementsOf(made);
        assertThat(receiver.spans().get(7)).satisfies(span -> {
            assertThat(span.name()).isEqualTo("GetObject");
            assertThat(span.kind()).isEqualTo("SERVER");
            assertThat(span.attributes())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("file_name", "rings/7.stl", "file_size_bytes", 7L, "loupe.keep.reason", "all"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void metrics_arriveAtTheReceiverBeforeTheProcessEnds(String protocol) {
        try (Telemetry telemetry = Telemetry.start(keepAll(), environment(protocol), "proxy")) {
            telemetry.meter().counterBuilder("loupe.test").build().add(3);
        }
        assertThat(receiver.metrics()).anySatisfy(metric -> {
            assertThat(metric.getName()).isEqualTo("loupe.test");
            assertThat(metric.getSum().getDataPoints(0).getAsInt()).isEqualTo(3);
        });
    }

    @Test
    void credentialsFromTheEnvironment_areSentWithEachExport() {
        Map<String, String> environment = Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                receiver.httpEndpoint().toString(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Bearer%20abc,x-tenant=ring");
        try (Telemetry telemetry = Telemetry.start(keepAll(), environment, "proxy")) {
            telemetry.tracer().spanBuilder("GetObject").startSpan().end();
        }
        assertThat(receiver.requests()).isNotEmpty().allSatisfy(request -> assertThat(request.headers())
                .containsEntry("authorization", "Bearer abc")
                .containsEntry("x-tenant", "ring"));
    }

    @Test
    void spansOfSeveralServices_shareAPipelineButNotAName() {
        try (Telemetry telemetry = Telemetry.start(keepAll(), environment("http/protobuf"), "proxy")) {
            telemetry.tracer().spanBuilder("a").startSpan().end();
            telemetry.tracer("3d-files-storage").spanBuilder("b").startSpan().end();
            assertThat(telemetry.tracer("3d-files-storage")).isSameAs(telemetry.tracer("3d-files-storage"));
        }
        assertThat(receiver.spans())
                .extracting(ReceivedSpan::name, ReceivedSpan::serviceName)
                .containsExactlyInAnyOrder(tuple("a", "proxy"), tuple("b", "3d-files-storage"));
        assertThat(receiver.spans())
                .extracting(span -> span.resource().get("service.instance.id"))
                .doesNotContainNull()
                .containsOnly(receiver.spans().get(0).resource().get("service.instance.id"));
        assertThat(receiver.spans().get(0).resource())
                .containsEntry("telemetry.sdk.name", "opentelemetry")
                .containsEntry("telemetry.sdk.language", "java");
    }

    @Test
    void selectivePolicy_sendsWhatFailedAndNothingElse() {
        Settings selective = withKeep(new Settings.Keep(
                Settings.Policy.SELECTIVE,
                1_000_000,
                Duration.ofMinutes(1),
                Map.of(),
                false,
                100,
                Duration.ofMinutes(1),
                1_000));
        try (Telemetry telemetry = Telemetry.start(selective, environment("http/protobuf"), "proxy")) {
            Span good = telemetry.tracer().spanBuilder("good").startSpan();
            good.end();
            Span bad = telemetry.tracer().spanBuilder("bad").startSpan();
            bad.setStatus(StatusCode.ERROR);
            bad.end();
            assertThat(telemetry.isKept(bad.getSpanContext())).isTrue();
            assertThat(telemetry.isKept(good.getSpanContext()))
                    .isEqualTo(telemetry.isBaseline(good.getSpanContext().getTraceId()));
        }
        assertThat(receiver.spans())
                .filteredOn(span -> !span.attributes().get("loupe.keep.reason").equals("baseline"))
                .extracting(ReceivedSpan::name)
                .containsExactly("bad");
    }

    @Test
    void keptTrace_isShownAmongRecentTracesWithItsReason() {
        try (Telemetry telemetry = Telemetry.start(keepAll(), Map.of(), "proxy")) {
            Span root = telemetry.tracer().spanBuilder("root").startSpan();
            telemetry
                    .tracer()
                    .spanBuilder("child")
                    .setParent(Context.root().with(root))
                    .startSpan()
                    .end();
            assertThat(telemetry.recentTraces().newestFirst()).isEmpty();
            root.end();
            RecentTrace trace = telemetry
                    .recentTraces()
                    .byId(root.getSpanContext().getTraceId())
                    .orElseThrow();
            assertThat(trace.keepReason()).isEqualTo("all");
            assertThat(trace.spans()).extracting(span -> span.getName()).containsExactly("root", "child");
        }
    }

    @Test
    void attributeThatMayNotLeave_isNeitherSentNorShownNorNamed() {
        try (Telemetry telemetry = Telemetry.start(keepAll(), environment("http/protobuf"), "proxy")) {
            Span span = telemetry.tracer().spanBuilder("GET /orders/{order}").startSpan();
            span.setAttribute(Names.HTTP_ROUTE, "/orders/{order}");
            span.setAttribute("url.path.of.ada", "/orders/10234");
            span.setAttribute(Names.KEEP_ASK, "lock");
            span.end();
            assertThat(telemetry.recentTraces().newestFirst().toString()).doesNotContain("10234");
            assertThat(new String(telemetry.prometheus("").body(), UTF_8))
                    .contains("loupe_attributes_dropped_total 1")
                    .contains("loupe_spans_kept_total{reason=\"lock\"} 1")
                    .doesNotContain("ada");
        }
        assertThat(receiver.spans()).singleElement().satisfies(span -> assertThat(span.attributes())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("http.route", "/orders/{order}", "loupe.keep.reason", "lock")));
    }

    @Test
    void attributeThatTheConfigurationAdds_mayLeave() {
        Settings settings = withPrivacy(
                new Settings.Privacy(Map.of(), Optional.empty(), Optional.empty(), List.of("order.priority")));
        try (Telemetry telemetry = Telemetry.start(settings, environment("http/protobuf"), "proxy")) {
            telemetry
                    .tracer()
                    .spanBuilder("PUT /orders/{order}")
                    .setAttribute("order.priority", "high")
                    .startSpan()
                    .end();
        }
        assertThat(receiver.spans()).singleElement().satisfies(span -> assertThat(span.attributes())
                .containsEntry("order.priority", "high"));
    }

    @Test
    void pseudonymsWithoutAKey_areRandomAndWarnedOfOnce() {
        try (CapturedLog log = CapturedLog.of("dev.loupe.telemetry");
                Telemetry one = Telemetry.start(keepAll(), Map.of(), "proxy");
                Telemetry other = Telemetry.start(keepAll(), Map.of(), "proxy")) {
            assertThat(log.lines()).as("who needs no pseudonyms needs no key").isEmpty();
            String pseudonym = one.pseudonyms().of("order", "10234");
            assertThat(one.pseudonyms().of("order", "10234")).isEqualTo(pseudonym);
            assertThat(other.pseudonyms().of("order", "10234")).isNotEqualTo(pseudonym);
            assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .contains("No key for pseudonyms is configured"));
        }
    }

    @Test
    void pseudonymsWithAKey_areTheSameInEveryProcess() {
        Settings settings = withPrivacy(new Settings.Privacy(
                Map.of("1", "correct horse battery"), Optional.empty(), Optional.empty(), List.of()));
        try (CapturedLog log = CapturedLog.of("dev.loupe.telemetry");
                Telemetry one = Telemetry.start(settings, Map.of(), "proxy");
                Telemetry other = Telemetry.start(settings, Map.of(), "proxy")) {
            assertThat(one.pseudonyms().of("order", "10234"))
                    .isEqualTo(other.pseudonyms().of("order", "10234"))
                    .startsWith("order1-");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void disabledByTheEnvironment_nothingIsRecordedOrSent() {
        Map<String, String> environment = Map.of(
                "OTEL_SDK_DISABLED",
                "TRUE",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                receiver.httpEndpoint().toString());
        try (Telemetry telemetry = Telemetry.start(keepAll(), environment, "proxy")) {
            Span span = telemetry.tracer("other").spanBuilder("a").startSpan();
            assertThat(span.isRecording()).isFalse();
            span.end();
            telemetry.meter().counterBuilder("loupe.test").build().add(1);
            assertThat(new String(telemetry.prometheus("").body(), UTF_8)).doesNotContain("loupe_test");
        }
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void deadReceiver_costsSpansThatAreCountedAndNothingElse() throws Exception {
        Map<String, String> environment = new HashMap<>(environment("http/protobuf"));
        environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "500");
        receiver.close();
        try (Telemetry telemetry = Telemetry.start(keepAll(), environment, "proxy")) {
            for (int i = 0; i < 10; i++) {
                telemetry.tracer().spanBuilder("GetObject").startSpan().end();
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            new String(telemetry.prometheus("").body(), UTF_8))
                    .contains("loupe_spans_dropped_total{reason=\"export_failed\"} 10")
                    .contains("loupe_spans_kept_total{reason=\"all\"} 10"));
        }
    }

    private Map<String, String> environment(String protocol) {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                receiver.httpEndpoint().toString(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                protocol,
                "OTEL_BSP_SCHEDULE_DELAY",
                "50");
    }

    private static Settings keepAll() {
        Settings.Keep keep = Settings.Keep.defaults();
        return withKeep(new Settings.Keep(
                Settings.Policy.ALL,
                1_000_000,
                keep.slow(),
                Map.of(),
                false,
                keep.maxWaitingSpans(),
                keep.maxWait(),
                keep.verdicts()));
    }

    private static Settings withPrivacy(Settings.Privacy privacy) {
        Settings settings = keepAll();
        return new Settings(
                settings.keep(), settings.export(), settings.recent(), settings.log(), settings.metrics(), privacy);
    }

    private static Settings withKeep(Settings.Keep keep) {
        Settings settings = Settings.defaults();
        return new Settings(
                keep, settings.export(), settings.recent(), settings.log(), settings.metrics(), settings.privacy());
    }
}
