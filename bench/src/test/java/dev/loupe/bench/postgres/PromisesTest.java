package dev.loupe.bench.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromisesTest {
    @Test
    void transactions_areComparedWithPgbouncerInSessionMode() {
        assertThat(Promises.cpuPeer(Work.SELECT_PREPARED)).isEqualTo("pgbouncer");
        assertThat(Promises.cpuVerdict(Work.TPCB, 1.5)).isEqualTo("<=1.5 pass");
        assertThat(Promises.cpuVerdict(Work.TPCB, 1.51)).isEqualTo("<=1.5 MISS");
    }

    @Test
    void bytes_areComparedWithHaproxy() {
        assertThat(Promises.cpuPeer(Work.COPY_IN)).isEqualTo("haproxy");
        assertThat(Promises.cpuVerdict(Work.FETCH, 1.3)).isEqualTo("<=1.3 pass");
        assertThat(Promises.cpuVerdict(Work.FETCH, 1.4)).isEqualTo("<=1.3 MISS");
    }

    @Test
    void throughput_isComparedWithHaproxy() {
        assertThat(Promises.throughputVerdict(0.9)).isEqualTo(">=0.9 pass");
        assertThat(Promises.throughputVerdict(0.89)).isEqualTo(">=0.9 MISS");
        assertThat(Promises.throughputVerdict(Double.NaN)).isEqualTo("-");
    }
}
