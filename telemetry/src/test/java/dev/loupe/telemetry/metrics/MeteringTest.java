package dev.loupe.telemetry.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Telemetry.Exposition;
import dev.loupe.telemetry.export.ExportPlan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeteringTest {
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.3";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private final Metering metering = Metering.start(
            new ExportPlan(
                    Optional.empty(),
                    Optional.empty(),
                    new ExportPlan.Batching(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    Duration.ofMinutes(1)),
            Resource.getDefault());

    @AfterEach
    void close() {
        metering.shutdown(Duration.ofSeconds(2));
    }

    @Test
    void histogramOfSeconds_hasThePlansNameAndBucketsFrom100MicrosecondsTo300Seconds() {
        record(Names.METRIC_STORAGE_READ_TIME, "s", 0.003, Context.root());
        assertThat(text(""))
                .contains("# TYPE storage_read_time_seconds histogram\n")
                .contains("storage_read_time_seconds_bucket{operation=\"GetObject\",le=\"1.0E-4\"} 0\n")
                .contains("storage_read_time_seconds_bucket{operation=\"GetObject\",le=\"0.0025\"} 0\n")
                .contains("storage_read_time_seconds_bucket{operation=\"GetObject\",le=\"0.005\"} 1\n")
                .contains("storage_read_time_seconds_bucket{operation=\"GetObject\",le=\"300.0\"} 1\n")
                .contains("storage_read_time_seconds_count{operation=\"GetObject\"} 1\n")
                .contains("storage_read_time_seconds_sum{operation=\"GetObject\"} 0.003\n")
                .doesNotContain("seconds_seconds");
    }

    @Test
    void histogramOfBytes_hasThePlansNameAndBucketsFrom1KibTo16Gib() {
        record(Names.METRIC_FILE_SIZE, "By", 5_000_000, Context.root());
        assertThat(text(""))
                .contains("file_size_bytes_bucket{operation=\"GetObject\",le=\"1024.0\"} 0\n")
                .contains("file_size_bytes_bucket{operation=\"GetObject\",le=\"4194304.0\"} 0\n")
                .contains("file_size_bytes_bucket{operation=\"GetObject\",le=\"1.6777216E7\"} 1\n")
                .contains("file_size_bytes_bucket{operation=\"GetObject\",le=\"1.7179869184E10\"} 1\n")
                .doesNotContain("bytes_bytes");
    }

    @Test
    void namesWithDots_getUnderscoresAndTheUnit() {
        record(Names.METRIC_HTTP_SERVER_DURATION, "s", 1, Context.root());
        record(Names.METRIC_S3_CLIENT_STALL, "s", 1, Context.root());
        metering.meter()
                .counterBuilder(Names.METRIC_RELAYED_BYTES)
                .setUnit("By")
                .build()
                .add(7);
        metering.meter().counterBuilder(Names.METRIC_REFUSED).build().add(1);
        assertThat(text(""))
                .contains("http_server_request_duration_seconds_count{")
                .contains("loupe_s3_client_stall_seconds_count{")
                .contains("loupe_relay_bytes_total 7")
                .contains("loupe_relay_refused_total 1");
    }

    @Test
    void measurementOfAKeptSpan_carriesItsTraceAsAnExemplarInOpenMetrics() {
        record(Names.METRIC_STORAGE_READ_TIME, "s", 0.003, sampled());
        Exposition exposition = metering.exposition(OPEN_METRICS);
        assertThat(exposition.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(exposition.body(), UTF_8))
                .containsPattern("storage_read_time_seconds_bucket\\{operation=\"GetObject\",le=\"0.005\"} 1 # "
                        + "\\{span_id=\"00f067aa0ba902b7\",trace_id=\"" + TRACE + "\"} 0.003")
                .endsWith("# EOF\n");
    }

    @Test
    void measurementWithoutASpan_hasNoExemplar() {
        record(Names.METRIC_STORAGE_READ_TIME, "s", 0.003, Context.root());
        assertThat(text(OPEN_METRICS))
                .contains("storage_read_time_seconds_bucket")
                .doesNotContain("trace_id");
    }

    @Test
    void scraperThatAsksForNothing_getsPrometheusText() {
        assertThat(metering.exposition("").contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(metering.exposition("*/*").contentType()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void moreSeriesThanTheCap_shareOne() {
        var counter = metering.meter().counterBuilder("loupe.test").build();
        for (int i = 0; i < 3_000; i++) {
            counter.add(1, Attributes.of(Names.OPERATION, "op" + i));
        }
        assertThat(text("").lines().filter(line -> line.startsWith("loupe_test_total")))
                .hasSizeLessThanOrEqualTo(1_000)
                .anyMatch(line -> line.contains("otel_metric_overflow"));
    }

    @Test
    void process_tellsWhatItUses() {
        assertThat(text(""))
                .containsPattern("process_cpu_time_seconds_total \\d")
                .containsPattern("process_memory_usage_bytes \\d")
                .containsPattern("jvm_memory_used_bytes\\{jvm_memory_type=\"heap\"} \\d")
                .contains("jvm_gc_collections_total{");
    }

    private void record(String name, String unit, double value, Context context) {
        metering.meter()
                .histogramBuilder(name)
                .setUnit(unit)
                .build()
                .record(value, Attributes.of(Names.OPERATION, "GetObject"), context);
    }

    private static Context sampled() {
        return Context.root()
                .with(Span.wrap(SpanContext.create(
                        TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault())));
    }

    private String text(String accept) {
        return new String(metering.exposition(accept).body(), UTF_8);
    }
}
