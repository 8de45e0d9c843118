package dev.loupe.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcFilesTest {

    @Test
    void nameWithSpacesAndParentheses_timesAreStillFound() {
        String line = "4711 (a) b (c) S 1 4711 4711 0 -1 4194304 500 0 0 0 7 5 20 10 20 0 3 0 100 1000 50";

        assertThat(ProcStat.parse(line).cpu()).isEqualTo(Duration.ofMillis(420));
    }

    @Test
    void lineCutShort_isRefusedWithTheLine() {
        assertThatThrownBy(() -> ProcStat.parse("4711 (nginx) S 1 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4711 (nginx)");
    }

    @Test
    void peakInKibibytes_isGivenInBytes() {
        List<String> status = List.of("Name:\tnginx", "VmPeak:\t   99999 kB", "VmHWM:\t    1500 kB", "VmRSS:\t 900 kB");

        assertThat(ProcStatus.parse(status).peakResidentBytes()).isEqualTo(1_536_000);
    }

    @Test
    void endingProcessWithoutMemory_countsAsNothing() {
        assertThat(ProcStatus.parse(List.of("Name:\tnginx", "State:\tZ (zombie)"))
                        .peakResidentBytes())
                .isZero();
    }

    @Test
    void descriptionOfTheMachine_readsWhatTheKernelSays() {
        List<String> cpuinfo = List.of("processor\t: 0", "model name\t: Fast One @ 3.0GHz", "model name\t: other");

        assertThat(Machine.after(cpuinfo, "model name", "?")).isEqualTo("Fast One @ 3.0GHz");
        assertThat(Machine.after(cpuinfo, "nothing", "?")).isEqualTo("?");
        assertThat(Machine.here().cores()).isPositive();
    }
}
