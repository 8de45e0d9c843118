package dev.loupe.console.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "-5 | 0",
                "840 | 0.84 µs",
                "123000 | 123 µs",
                "999499 | 999 µs",
                "999500 | 1.00 ms",
                "4210000 | 4.21 ms",
                "98040000 | 98.0 ms",
                "999499999 | 999 ms",
                "999500000 | 1.00 s",
                "1823442000 | 1.82 s",
                "59499999999 | 59.5 s",
                "59500000000 | 1 min 0 s",
                "125000000000 | 2 min 5 s",
                "3720000000000 | 1 h 2 min",
            })
    void durations_haveThreeDigitsAndAUnit(long nanos, String said) {
        assertThat(Amounts.duration(nanos)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | –",
                "0 | 0 B",
                "999 | 999 B",
                "1000 | 1.00 KB",
                "1234567 | 1.23 MB",
                "52428800 | 52.4 MB",
                "999499 | 999 KB",
                "999500 | 1.00 MB",
                "9223372036854775807 | 9.22 EB",
            })
    void sizes_haveThreeDigitsAndADecimalUnit(long bytes, String said) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 10 | 0 %", "1 | 1000 | <1 %", "87 | 100 | 87 %", "5 | 0 | 0 %", "100 | 100 | 100 %"})
    void shares_neverHideWhatIsThere(long part, long whole, String said) {
        assertThat(Amounts.share(part, whole)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0", "0.4 | 0.4", "12.34 | 12.3", "99.95 | 100", "999.4 | 999", "1234.4 | 1,234"})
    void rates_areShort(double perSecond, String said) {
        assertThat(Amounts.rate(perSecond)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-5 | 0 s",
                "0 | 0 s",
                "400000000 | <1 s",
                "42900000000 | 42 s",
                "125000000000 | 2 min 5 s",
                "599999999999 | 9 min 59 s",
                "1573000000000 | 26 min",
                "10800000000000 | 3 h",
                "11100000000000 | 3 h 5 min",
                "187200000000000 | 2 d 4 h",
            })
    void waits_areRoundedDownToTwoUnits(long nanos, String said) {
        assertThat(Amounts.lasting(nanos)).isEqualTo(said);
    }

    @Test
    void marks_haveNoNeedlessDigits() {
        assertThat(Amounts.mark(500_000)).isEqualTo("500 µs");
        assertThat(Amounts.mark(20_000_000)).isEqualTo("20 ms");
        assertThat(Amounts.mark(1_500_000_000L)).isEqualTo("1.5 s");
        assertThat(Amounts.mark(10_000_000_000L)).isEqualTo("10 s");
        assertThat(Amounts.mark(1_800_000_000_000L)).isEqualTo("30 min");
        assertThat(Amounts.mark(172_800_000_000_000L)).isEqualTo("2 d");
    }

    @Test
    void exactDurations_goToTheMicrosecond() {
        assertThat(Amounts.exactDuration(1_823_442_300L)).isEqualTo("1,823.442 ms");
    }
}
