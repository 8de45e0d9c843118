package dev.loupe.telemetry.export;

import dev.loupe.telemetry.Settings;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes OTLP exporters. Slow the first time, since a whole HTTP client is loaded: call it off the starting thread. */
final class OtlpExporters {
    /**
     * Held, because {@code java.util.logging} forgets the level of a logger that nobody holds. Off, because
     * {@link ExportHealth} says the same in fewer lines.
     */
    private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry.exporter");

    private OtlpExporters() {}

    static SpanExporter forSpans(Destination to) {
        EXPORTERS.setLevel(Level.OFF);
        if (to.protocol() == Settings.Protocol.GRPC) {
            var grpc = OtlpGrpcSpanExporter.builder()
                    .setEndpoint(to.address().toString())
                    .setTimeout(to.timeout())
                    .setHeaders(to::headers);
            to.certificates().ifPresent(trusted -> grpc.setTrustedCertificates(trusted.pem()));
            return grpc.build();
        }
        var http = OtlpHttpSpanExporter.builder()
                .setEndpoint(to.address().toString())
                .setTimeout(to.timeout())
                .setHeaders(to::headers);
        to.certificates().ifPresent(trusted -> http.setTrustedCertificates(trusted.pem()));
        return http.build();
    }

    static MetricExporter forMetrics(Destination to) {
        EXPORTERS.setLevel(Level.OFF);
        if (to.protocol() == Settings.Protocol.GRPC) {
            var grpc = OtlpGrpcMetricExporter.builder()
                    .setEndpoint(to.address().toString())
                    .setTimeout(to.timeout())
                    .setHeaders(to::headers);
            to.certificates().ifPresent(trusted -> grpc.setTrustedCertificates(trusted.pem()));
            return grpc.build();
        }
        var http = OtlpHttpMetricExporter.builder()
                .setEndpoint(to.address().toString())
                .setTimeout(to.timeout())
                .setHeaders(to::headers);
        to.certificates().ifPresent(trusted -> http.setTrustedCertificates(trusted.pem()));
        return http.build();
    }
}
