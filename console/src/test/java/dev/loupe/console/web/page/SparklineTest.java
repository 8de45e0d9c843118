package dev.loupe.console.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.telemetry.live.LiveOperations.Second;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void currentSecond_isLeftOut() {
        Sparkline line = requests(10, 20, 999);

        assertThat(line.peak()).isEqualTo(20);
        assertThat(line.line()).isEqualTo("M0.0 42.0L600.0 4.0");
        assertThat(line.area()).isEqualTo("M0.0 42.0L600.0 4.0L600 80L0 80Z");
    }

    @Test
    void recentRate_isTheMeanOfFiveWholeSeconds() {
        assertThat(requests(100, 1, 2, 3, 4, 5, 999).recent()).isEqualTo(3.0);
        assertThat(requests(4, 6, 999).recent()).isEqualTo(5.0);
    }

    @Test
    void noTraffic_isAFlatLineAtTheBottom() {
        Sparkline line = requests(0, 0, 0);

        assertThat(line.line()).isEqualTo("M0.0 80.0L600.0 80.0");
        assertThat(line.recent()).isZero();
    }

    @Test
    void noSecondsAtAll_drawNothing() {
        assertThat(requests().line()).isEmpty();
        assertThat(requests(5).area()).isEmpty();
    }

    private static Sparkline requests(long... perSecond) {
        List<Second> seconds = LongStream.of(perSecond)
                .mapToObj(requests -> new Second(0, requests, 0, 0))
                .toList();
        return Sparkline.of(seconds, Second::requests);
    }
}
