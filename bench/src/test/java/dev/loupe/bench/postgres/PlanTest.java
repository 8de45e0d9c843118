package dev.loupe.bench.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void fullPlan_hasEveryCaseThatWasPromised() {
        assertThat(Plan.full().cases())
                .extracting(Case::label)
                .containsExactly(
                        "select simple c1",
                        "select simple c8",
                        "select simple c32",
                        "select extended c1",
                        "select extended c8",
                        "select extended c32",
                        "select prepared c1",
                        "select prepared c8",
                        "select prepared c32",
                        "tpcb c1",
                        "tpcb c8",
                        "tpcb c32",
                        "copy 100MB out c1",
                        "copy 100MB in c1",
                        "fetch 1M rows c1");
    }

    @Test
    void quickPlan_hasNoOtherCases() {
        assertThat(Plan.full().cases()).containsAll(Plan.quick().cases());
    }
}
