package dev.loupe.relay.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
    @ParameterizedTest
    @CsvSource({
        "-3, 0 s",
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "65, 1 min 5 s",
        "10800, 3 h",
        "10859, 3 h",
        "11100, 3 h 5 min",
        "187200, 2 d 4 h",
    })
    void durations_areSaidInTwoUnitsRoundedDown(long seconds, String said) {
        assertThat(Waiting.inWords(Duration.ofSeconds(seconds))).isEqualTo(said);
    }
}
