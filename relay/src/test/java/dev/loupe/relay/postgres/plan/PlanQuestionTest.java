package dev.loupe.relay.postgres.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanQuestionTest {
    @Test
    void since16_theServerIsAskedForTheGenericPlan() {
        assertThat(asked("SELECT * FROM orders WHERE id = $1 AND total > ?", 160_010))
                .endsWith("; EXPLAIN (GENERIC_PLAN) SELECT * FROM orders WHERE id = $1 AND total > $2")
                .doesNotContain("ANALYZE");
    }

    @Test
    void before16_aPreparedStatementIsExplained() {
        assertThat(asked("UPDATE orders SET total = $2 WHERE id = $1;", 120_022))
                .endsWith("SET LOCAL plan_cache_mode = force_generic_plan;"
                        + " PREPARE p AS UPDATE orders SET total = $2 WHERE id = $1; EXPLAIN EXECUTE p(NULL, NULL)");
        assertThat(asked("SELECT now()", 150_000)).endsWith("PREPARE p AS SELECT now(); EXPLAIN EXECUTE p");
    }

    @Test
    void operatorsOfJsonb_areNoPlacesOfLiterals() {
        assertThat(asked("SELECT a FROM t WHERE b ?| $1 AND c ?& ?", 160_000)).endsWith("WHERE b ?| $1 AND c ?& $2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT $1; DROP TABLE orders",
                "SELECT 'secret'",
                "SELECT $$secret$$",
                "SELECT $tag$secret$tag$",
                "SELECT 1",
                "SELECT a FROM t WHERE b = 0x1f",
                "SELECT a FROM t LIMIT .5",
                "SELECT a -- secret",
                "SELECT a /* secret */",
                "SELECT \"a",
                "SELECT U&\"d\\0061t\"",
                "TRUNCATE orders",
                "EXPLAIN ANALYZE SELECT $1",
                "SELECTED FROM t",
                "COPY orders TO STDOUT",
                "ALTER ROLE shop PASSWORD ?",
                ""
            })
    void whatIsNotOnePlainStatementWithoutLiterals_isLeftOut(String text) {
        PlanQuestion question = PlanQuestion.of(new SlowStatement("1", "s", text, true), 160_000, "p", 1_000);

        assertThat(question.question()).isEmpty();
        assertThat(question.leftOut()).isNotEmpty().doesNotContain("secret");
    }

    @Test
    void digitsInNames_areNoLiterals() {
        assertThat(asked("SELECT t1.c2, \"2024\".\"9\" FROM orders_2 t1 WHERE t1.größe3 = $1", 160_000))
                .contains("größe3 = $1");
    }

    @Test
    void textThatWasCut_isLeftOut() {
        assertThat(PlanQuestion.of(new SlowStatement("1", "s", "SELECT a FROM t", false), 160_000, "p", 1_000)
                        .question())
                .isEmpty();
    }

    private static String asked(String text, int version) {
        return PlanQuestion.of(new SlowStatement("1", "s", text, true), version, "p", 1_000)
                .question()
                .orElseThrow();
    }
}
