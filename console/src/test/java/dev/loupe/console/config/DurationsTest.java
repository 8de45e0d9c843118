package dev.loupe.console.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "250ms, 250",
        "1500ms, 1500",
        "30s, 30000",
        "5m, 300000",
        "90m, 5400000",
        "2h, 7200000",
        "1d, 86400000"
    })
    void duration_isWrittenAsItIsRead(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(Durations.format(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
