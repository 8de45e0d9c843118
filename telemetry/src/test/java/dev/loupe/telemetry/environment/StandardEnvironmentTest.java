package dev.loupe.telemetry.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.Settings;
import dev.loupe.telemetry.export.Destination;
import dev.loupe.telemetry.export.ExportPlan;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardEnvironmentTest {
    private final List<String> warnings = new ArrayList<>();

    @Test
    void nothingSet_theSettingsHold() {
        ExportPlan plan = plan(Map.of());
        assertThat(plan.traces()).map(Destination::address).contains(URI.create("http://settings:4318/v1/traces"));
        assertThat(plan.metrics()).map(Destination::address).contains(URI.create("http://settings:4318/v1/metrics"));
        assertThat(plan.batching().queue()).isEqualTo(8_192);
        assertThat(plan.batching().exportTimeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(plan.metricInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(warnings).isEmpty();
    }

    @Test
    void endpointForAllSignals_getsEachSignalsPath() {
        ExportPlan plan = plan(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example/otlp/"));
        assertThat(plan.traces())
                .map(Destination::address)
                .contains(URI.create("https://collector.example/otlp/v1/traces"));
        assertThat(plan.metrics())
                .map(Destination::address)
                .contains(URI.create("https://collector.example/otlp/v1/metrics"));
    }

    @Test
    void endpointForOneSignal_isTakenAsItIs() {
        ExportPlan plan = plan(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:4318/in"));
        assertThat(plan.traces()).map(Destination::address).contains(URI.create("http://traces:4318/in"));
        assertThat(plan.metrics()).map(Destination::address).contains(URI.create("http://all:4318/v1/metrics"));
    }

    @Test
    void grpc_getsNoPath() {
        ExportPlan plan =
                plan(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4317", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
        assertThat(plan.traces())
                .contains(new Destination(
                        URI.create("http://all:4317"),
                        Settings.Protocol.GRPC,
                        Map.of("a", "b"),
                        Duration.ofSeconds(10),
                        Optional.empty()));
    }

    @Test
    void oneSignalsVariables_winOverThoseForAll() {
        ExportPlan plan = plan(Map.of(
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf",
                "OTEL_EXPORTER_OTLP_TIMEOUT", "5000",
                "OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "700",
                "OTEL_EXPORTER_OTLP_HEADERS", "a=1",
                "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "a=2"));
        assertThat(plan.traces()).hasValueSatisfying(to -> {
            assertThat(to.protocol()).isEqualTo(Settings.Protocol.GRPC);
            assertThat(to.timeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(to.headers()).isEqualTo(Map.of("a", "1"));
        });
        assertThat(plan.metrics()).hasValueSatisfying(to -> {
            assertThat(to.protocol()).isEqualTo(Settings.Protocol.HTTP_PROTOBUF);
            assertThat(to.timeout()).isEqualTo(Duration.ofMillis(700));
            assertThat(to.headers()).isEqualTo(Map.of("a", "2"));
        });
    }

    @Test
    void headers_arePercentDecodedAndKeepTheirPlusSigns() {
        ExportPlan plan =
                plan(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Basic%20a+b%3D%3D , x-tenant = ring%2Cshop,"));
        assertThat(plan.traces())
                .map(Destination::headers)
                .contains(Map.of("authorization", "Basic a+b==", "x-tenant", "ring,shop"));
    }

    @Test
    void batching_followsTheVariables() {
        ExportPlan plan = plan(Map.of(
                "OTEL_BSP_MAX_QUEUE_SIZE", "100",
                "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "10",
                "OTEL_BSP_SCHEDULE_DELAY", "20",
                "OTEL_BSP_EXPORT_TIMEOUT", "30",
                "OTEL_METRIC_EXPORT_INTERVAL", "40"));
        assertThat(plan.batching())
                .isEqualTo(new ExportPlan.Batching(100, 10, Duration.ofMillis(20), Duration.ofMillis(30)));
        assertThat(plan.metricInterval()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void queueSmallerThanTheSettingsBatch_makesTheBatchSmaller() {
        assertThat(plan(Map.of("OTEL_BSP_MAX_QUEUE_SIZE", "100")).batching().batch())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT,collector:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT,http://secret value",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,ftp://collector",
        "OTEL_EXPORTER_OTLP_PROTOCOL,http/json",
        "OTEL_EXPORTER_OTLP_HEADERS,secret",
        "OTEL_EXPORTER_OTLP_HEADERS,a=%zz",
        "OTEL_EXPORTER_OTLP_HEADERS,a=%0d%0ab",
        "OTEL_EXPORTER_OTLP_TIMEOUT,soon",
        "OTEL_EXPORTER_OTLP_CERTIFICATE,/no/such/file",
        "OTEL_BSP_MAX_QUEUE_SIZE,-7",
        "OTEL_BSP_MAX_QUEUE_SIZE,99999999999",
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE,100000",
        "OTEL_BSP_SCHEDULE_DELAY,-1",
        "OTEL_METRIC_EXPORT_INTERVAL,1s"
    })
    void malformedVariable_isNamedOnceWithoutItsValueAndOtherwiseIgnored(String name, String value) {
        ExportPlan plan = plan(Map.of(name, value));
        assertThat(plan).isEqualTo(plan(Map.of()));
        assertThat(warnings).singleElement().satisfies(warning -> assertThat(warning)
                .startsWith(name + " is ignored: it must be ")
                .doesNotContain(value));
    }

    @Test
    void emptyVariable_countsAsNotSet() {
        assertThat(plan(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "  ", "OTEL_EXPORTER_OTLP_TIMEOUT", "")))
                .isEqualTo(plan(Map.of()));
        assertThat(warnings).isEmpty();
    }

    @Test
    void signalThatIsSwitchedOff_goesNowhere() {
        assertThat(plan(Map.of("OTEL_TRACES_EXPORTER", "none")).traces()).isEmpty();
        assertThat(plan(Map.of("OTEL_TRACES_EXPORTER", "none")).metrics()).isPresent();
        assertThat(plan(Map.of("OTEL_SDK_DISABLED", "true")).traces()).isEmpty();
        assertThat(plan(Map.of("OTEL_SDK_DISABLED", "yes")).traces()).isPresent();
    }

    @Test
    void serviceName_comesFromTheMostSpecificSource() {
        String attributes = "service.name=from%20attributes,team=3d";
        assertThat(environment(Map.of()).resource(settings(), "default"))
                .isEqualTo(Map.of("service.name", "default", "deployment.environment.name", "test"));
        assertThat(environment(Map.of("OTEL_RESOURCE_ATTRIBUTES", attributes)).resource(settings(), "default"))
                .containsEntry("service.name", "from attributes")
                .containsEntry("team", "3d");
        assertThat(environment(Map.of("OTEL_RESOURCE_ATTRIBUTES", attributes, "OTEL_SERVICE_NAME", "mine"))
                        .resource(settings(), "default"))
                .containsEntry("service.name", "mine");
    }

    @Test
    void destination_neverShowsItsHeadersOrMoreOfItsAddressThanHostAndPort() {
        Destination to = new Destination(
                URI.create("http://user:secret@host:4318/secret?secret"),
                Settings.Protocol.GRPC,
                Map.of("authorization", "secret"),
                Duration.ofSeconds(1),
                Optional.empty());
        assertThat(to.toString()).contains("host:4318").doesNotContain("secret");
    }

    private ExportPlan plan(Map<String, String> variables) {
        return environment(variables).exportPlan(settings(), Settings.Metrics.defaults());
    }

    private StandardEnvironment environment(Map<String, String> variables) {
        return new StandardEnvironment(variables, warnings::add);
    }

    private static Settings.Export settings() {
        return new Settings.Export(
                Optional.of(URI.create("http://settings:4318")),
                Settings.Protocol.HTTP_PROTOBUF,
                Map.of("a", "b"),
                8_192,
                512,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Map.of("deployment.environment.name", "test"));
    }
}
