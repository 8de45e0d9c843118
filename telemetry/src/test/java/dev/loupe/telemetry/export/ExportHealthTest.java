package dev.loupe.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.fixture.CapturedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportHealthTest {
    private final AtomicLong clock = new AtomicLong();
    private final CapturedLog log = CapturedLog.of(ExportHealth.class.getName());
    private final ExportHealth health = new ExportHealth("spans", "collector:4318", clock::get);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void outageOfAnyLength_isTwoLines() {
        health.succeeded();
        for (int i = 0; i < 1_000; i++) {
            health.failed(Optional.of(new IOException("connection refused")));
        }
        health.succeeded();
        health.succeeded();
        assertThat(log.lines()).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("WARN").contains("collector:4318", "connection refused");
            assertThat(lines.get(1)).startsWith("INFO").contains("collector:4318");
        });
    }

    @Test
    void receiverThatComesAndGoes_isTwoLinesAMinute() {
        for (int i = 0; i < 120; i++) {
            health.failed(Optional.empty());
            health.succeeded();
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(log.lines()).hasSize(4);
    }

    @Test
    void causeThatIsNoIoError_isShownByItsNameOnly() {
        health.failed(Optional.of(new IllegalStateException(new IllegalArgumentException("header value: secret"))));
        assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                .contains("IllegalArgumentException")
                .doesNotContain("secret"));
    }
}
