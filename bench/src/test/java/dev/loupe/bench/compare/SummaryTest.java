package dev.loupe.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void oddRounds_eachFigureHasItsOwnMedian() {
        Summary summary = new Summary(List.of(sample(50, 3, 100, 1), sample(40, 9, 300, 0), sample(45, 1, 200, 2)));

        assertThat(summary.median().cpuMicros()).hasValue(45);
        assertThat(summary.median().p99Millis()).isEqualTo(3);
        assertThat(summary.leastCpuMicros()).hasValue(40);
        assertThat(summary.mostCpuMicros()).hasValue(50);
    }

    @Test
    void evenRounds_theMiddleTwoAreAveraged() {
        Summary summary = new Summary(List.of(sample(40, 1, 1, 0), sample(45, 2, 1, 0)));

        assertThat(summary.median().cpuMicros().orElseThrow()).isCloseTo(42.5, within(1e-9));
    }

    @Test
    void memoryAndErrors_areTheWorstAndAll() {
        Summary summary = new Summary(List.of(sample(50, 3, 100, 1), sample(40, 9, 300, 0), sample(45, 1, 200, 2)));

        assertThat(summary.median().residentMegabytes()).hasValue(300);
        assertThat(summary.median().errors()).isEqualTo(3);
    }

    @Test
    void systemWithoutCpu_hasNone() {
        Sample direct = new Sample(OptionalDouble.empty(), 1, 1, 1, OptionalDouble.empty(), 0, 0);

        assertThat(new Summary(List.of(direct)).median().cpuMicros()).isEmpty();
        assertThat(new Summary(List.of(direct)).mostCpuMicros()).isEmpty();
    }

    @Test
    void noRounds_areRefused() {
        assertThatThrownBy(() -> new Summary(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    static Sample sample(double cpu, double p99, double resident, long errors) {
        return new Sample(OptionalDouble.of(cpu), 1000, p99 / 2, p99, OptionalDouble.of(resident), 0, errors);
    }
}
