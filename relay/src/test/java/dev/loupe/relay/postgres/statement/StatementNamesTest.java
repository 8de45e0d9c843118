package dev.loupe.relay.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementNamesTest {
    @ParameterizedTest
    @CsvSource({
        "SELECT pg_catalog.*, SELECT pg_catalog.pg_class pg_catalog.pg_type, true",
        "SELECT pg_catalog.*, SELECT xpg_catalogx, false",
        "update orders, UPDATE orders, true",
        "UPDATE orders, UPDATE orders items, false",
        "*, anything, true",
        "SET, SET, true",
        "* orders, SELECT orders, true",
    })
    void glob_meansWhatItSays(String glob, String summary, boolean meant) {
        assertThat(new StatementNames(List.of("BEGIN", glob)).test(summary)).isEqualTo(meant);
    }

    @Test
    void noGlobs_meanNothing() {
        assertThat(new StatementNames(List.of()).test("SELECT")).isFalse();
    }
}
