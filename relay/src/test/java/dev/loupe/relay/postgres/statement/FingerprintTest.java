package dev.loupe.relay.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.postgres.protocol.SqlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private final Statements statements = new Statements(StatementSettings.defaults());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM t WHERE id = 7 | SELECT * FROM t WHERE id = $1",
                "SELECT * FROM t WHERE id IN (1, 2, 3) | SELECT * FROM t WHERE id IN ($1)",
                "SELECT * FROM t WHERE id IN ($1,$2) | SELECT * FROM t WHERE id IN ($1)",
                "INSERT INTO t (a, b) VALUES (1, now()) | INSERT INTO t (a, b) VALUES (2, now()), (3, f(1)) , ($1, $2)",
                "INSERT INTO t VALUES (1),(2) RETURNING a | INSERT INTO t VALUES ($1) RETURNING a",
                "SELECT 1 -- a | SELECT   2 /* b */",
            })
    void sameStatementWithOtherValues_hasTheSame(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other)).matches("[0-9a-f]{16}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT a FROM t WHERE id = 7 | SELECT b FROM t WHERE id = 7",
                "INSERT INTO t VALUES (1) | INSERT INTO t VALUES (1) RETURNING a",
            })
    void otherStatement_hasAnother(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    /** Other processes, and other days, are asked for it. */
    @Test
    void fingerprint_isTheSameEverywhere() {
        assertThat(of("SELECT 1")).isEqualTo("66cbb3a40d4bbd15");
    }

    private String of(String text) {
        return statements.of(SqlText.of(text)).get(0).fingerprint();
    }
}
