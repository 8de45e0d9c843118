package dev.loupe.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.fixture.CapturedLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricExportTest {
    @Test
    void exporterThatCannotBeMade_isOneLineHoweverOftenItIsTried() {
        MetricExport export = new MetricExport(
                () -> {
                    throw new IllegalStateException("no exporter");
                },
                new ExportHealth("metrics", "collector:4318", System::nanoTime));
        try (CapturedLog log = CapturedLog.of("dev.loupe.telemetry.export")) {
            for (int i = 0; i < 10; i++) {
                assertThat(export.export(List.of()).isSuccess()).isTrue();
            }
            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("metrics"));
        }
        assertThat(export.shutdown().isSuccess()).isTrue();
    }
}
