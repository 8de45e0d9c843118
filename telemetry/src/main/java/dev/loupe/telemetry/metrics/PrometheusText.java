package dev.loupe.telemetry.metrics;

import dev.loupe.telemetry.Telemetry.Exposition;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The Prometheus exposition: OpenMetrics, which carries exemplars, for those who accept it; else Prometheus' text. */
final class PrometheusText {
    private static final int USUAL_BYTES = 16_384;
    private final PrometheusMetricReader reader = PrometheusMetricReader.builder()
            .setOtelScopeLabelsEnabled(false)
            .setTargetInfoMetricEnabled(true)
            .build();

    PrometheusMetricReader reader() {
        return reader;
    }

    Exposition written(String acceptHeader) {
        ExpositionFormatWriter writer = writerFor(acceptHeader);
        ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_BYTES);
        try {
            writer.write(body, reader.collect(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return new Exposition(writer.getContentType(), body.toByteArray());
    }

    private static ExpositionFormatWriter writerFor(String acceptHeader) {
        return acceptHeader.toLowerCase(Locale.ROOT).contains("application/openmetrics-text")
                ? OpenMetricsTextFormatWriter.builder().build()
                : PrometheusTextFormatWriter.builder().build();
    }
}
