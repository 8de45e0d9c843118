package dev.loupe.bench.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.bench.compare.Bars;
import org.junit.jupiter.api.Test;

class PromisesTest {
    @Test
    void bars_areThoseThatWerePromised() {
        assertThat(Promises.get(StoredObject.KB_1, 64).cpuRatio()).isEqualTo(1.5);
        assertThat(Promises.get(StoredObject.KB_64, 16).cpuRatio()).isEqualTo(1.0);
        assertThat(Promises.get(StoredObject.MB_1, 16).cpuRatio()).isEqualTo(0.8);
        assertThat(Promises.get(StoredObject.MB_16, 16).cpuRatio()).isEqualTo(0.8);
        assertThat(Promises.put(StoredObject.MB_1, 16).cpuRatio()).isEqualTo(1.0);
        assertThat(Bars.verdict(2.1, Promises.READY_SECONDS)).isEqualTo("<=2.0 MISS");
        assertThat(Bars.verdict(299, Promises.RESIDENT_MEGABYTES)).isEqualTo("<=300 pass");
    }
}
