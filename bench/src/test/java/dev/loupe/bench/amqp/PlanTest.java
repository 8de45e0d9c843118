package dev.loupe.bench.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void fullPlan_hasEveryCaseThatWasPromised() {
        assertThat(Plan.full().cases())
                .extracting(Case::label)
                .containsExactly(
                        "0B c1",
                        "0B c8",
                        "100B c1",
                        "100B c8",
                        "4KB c1",
                        "4KB c8",
                        "1MB c1",
                        "1MB c8",
                        "100B no confirms c8",
                        "100B prefetch 1 c8",
                        "100B prefetch 1000 c8",
                        "4KB no confirms c8",
                        "4KB prefetch 1 c8",
                        "4KB prefetch 1000 c8",
                        "100B no confirms prefetch 1000 c1",
                        "100B prefetch 1 c1");
    }

    @Test
    void quickPlan_hasNoOtherCases() {
        assertThat(Plan.full().cases()).containsAll(Plan.quick().cases());
    }
}
