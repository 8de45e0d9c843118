package dev.loupe.bench.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.bench.amqp.Case.Body;
import org.junit.jupiter.api.Test;

class PromisesTest {
    @Test
    void largeMessages_mayCostMore() {
        assertThat(Promises.cpuVerdict(Body.SMALL, 1.0)).isEqualTo("<=1.0 pass");
        assertThat(Promises.cpuVerdict(Body.MEDIUM, 1.01)).isEqualTo("<=1.0 MISS");
        assertThat(Promises.cpuVerdict(Body.LARGE, 1.2)).isEqualTo("<=1.2 pass");
        assertThat(Promises.cpuVerdict(Body.LARGE, 1.21)).isEqualTo("<=1.2 MISS");
    }

    @Test
    void throughput_isComparedWithHaproxy() {
        assertThat(Promises.throughputVerdict(0.95)).isEqualTo(">=0.95 pass");
        assertThat(Promises.throughputVerdict(0.94)).isEqualTo(">=0.95 MISS");
        assertThat(Promises.throughputVerdict(Double.NaN)).isEqualTo("-");
    }
}
