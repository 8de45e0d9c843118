package dev.loupe.console.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalesTest {
    @Test
    void logScale_givesEachPowerOfTenTheSameRoom() {
        LogScale scale = LogScale.upTo(900_000_000);

        assertThat(scale.endNanos()).isEqualTo(1_000_000_000);
        assertThat(scale.at(100_000)).isEqualTo("0.00%");
        assertThat(scale.at(1_000_000)).isEqualTo("25.00%");
        assertThat(scale.at(1_000_000_000)).isEqualTo("100.00%");
        assertThat(scale.at(3)).isEqualTo("0.00%");
        assertThat(scale.between(1_000_000, 10_000_000)).isEqualTo("25.00%");
        assertThat(scale.ends()).isEqualTo("100 µs to 1 s");
    }

    @Test
    void shares_stayInsideAndVisible() {
        Shares shares = new Shares(1_000_000);

        assertThat(shares.at(250_000)).isEqualTo("25.00%");
        assertThat(shares.at(9_000_000)).isEqualTo("100.00%");
        assertThat(shares.wide(1)).isEqualTo("0.30%");
        assertThat(shares.wide(0)).isEqualTo("0.00%");
        assertThat(new Shares(0).at(5)).isEqualTo("0.00%");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 999, 4_412_000_000L, Long.MAX_VALUE / 2})
    void axis_hasAFewMarksWithinTheWhole(long whole) {
        assertThat(Axis.marks(whole)).startsWith(0L).hasSizeBetween(1, 7).allSatisfy(mark -> assertThat(mark)
                .isBetween(0L, whole));
    }

    @ParameterizedTest
    @CsvSource({
        "40, 0|10 s|20 s|30 s",
        "200, 0|1 min|2 min",
        "15120, 0|1 h|2 h|3 h",
        "187200, 0|12 h|1 d|1 d 12 h",
        "950400, 0|2 d|4 d|6 d|8 d|10 d",
    })
    void axisOfALongTime_countsAsClocksAndCalendarsDo(long seconds, String marks) {
        assertThat(Axis.marks(seconds * 1_000_000_000L).stream().map(Amounts::mark))
                .containsExactly(marks.replaceFirst("^0", "0 µs").split("\\|", -1));
    }

    @Test
    void axis_countsInRoundSteps() {
        assertThat(Axis.marks(2_011_000_000L)).containsExactly(0L, 500_000_000L, 1_000_000_000L, 1_500_000_000L);
    }
}
