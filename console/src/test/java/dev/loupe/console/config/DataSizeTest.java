package dev.loupe.console.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "512, 512", "1000B, 1000", "16KiB, 16384", "1 MiB, 1048576", "2GiB, 2147483648"})
    void writtenForm_isRead(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
        assertThat(DataSize.parse(DataSize.parse(text).toString()).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MiB", "1MB", "1k", "KiB", "99999999999999999", "999999999999GiB"})
    void anythingElse_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
    }

    @Test
    void sizeBeyondAnInt_becomesTheLargestInt() {
        assertThat(DataSize.parse("2GiB").bytesAsInt()).isEqualTo(Integer.MAX_VALUE);
    }
}
