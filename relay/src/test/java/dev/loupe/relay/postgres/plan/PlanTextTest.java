package dev.loupe.relay.postgres.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void literalsOfTheSchema_areTakenOut_andCostsStay() {
        assertThat(PlanText.of(List.of(
                        "Index Scan using orders_2_idx on orders_2 o  (cost=0.15..8.17 rows=1 width=40)",
                        "  Index Cond: (id = $1)",
                        "  Filter: ((name = 'O''Brien'::text) AND (total > 4711) AND (share < 0.5) AND (\"2024\" = $2))",
                        "  SubPlan 1",
                        "    ->  Result  (cost=0.00..0.01 rows=1 width=4)")))
                .isEqualTo("Index Scan using orders_2_idx on orders_2 o  (cost=0.15..8.17 rows=1 width=40)\n"
                        + "  Index Cond: (id = $1)\n"
                        + "  Filter: ((name = ?::text) AND (total > ?) AND (share < ?) AND (\"2024\" = $2))\n"
                        + "  SubPlan 1\n"
                        + "    ->  Result  (cost=0.00..0.01 rows=1 width=4)");
    }

    @Test
    void literalThatLooksLikeCosts_isTakenOut() {
        assertThat(PlanText.of(List.of("  Filter: (a = '(cost=1.00..2.00 rows=4711 width=1)", "x'::text)")))
                .isEqualTo("  Filter: (a = ?::text)");
    }

    @Property
    void noText_getsOut(@ForAll String secret) {
        String literal = "<" + secret + ">";

        assertThat(PlanText.of(List.of(("  Filter: (a = '" + literal.replace("'", "''") + "'::text)").split("\n", -1))))
                .isEqualTo("  Filter: (a = ?::text)");
    }

    @Property
    void noNumber_getsOut(@ForAll @LongRange(min = 0) long secret) {
        assertThat(PlanText.of(List.of("  Filter: ((a = " + secret + ") OR (b < -" + secret + ".5e-7))")))
                .isEqualTo("  Filter: ((a = ?) OR (b < -?))");
    }
}
