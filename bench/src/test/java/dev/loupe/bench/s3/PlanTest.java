package dev.loupe.bench.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.bench.compare.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    @Test
    void fullPlan_hasEveryCaseAtBothConcurrencies() {
        assertThat(Plan.full().cases().stream().map(Case::label))
                .containsExactly(
                        "GET 1KB c16",
                        "GET 64KB c16",
                        "GET 1MB c16",
                        "GET 16MB c16",
                        "PUT 1MB c16",
                        "GET 1KB c64",
                        "GET 64KB c64",
                        "GET 1MB c64",
                        "GET 16MB c64",
                        "PUT 1MB c64");
    }

    @Test
    void quickPlan_fitsIntoThreeMinutesWithRoomForTheRest() {
        Plan quick = Plan.quick();
        int systems = 5;
        int loads = quick.cases().stream().mapToInt(quick::secondsOf).sum() * quick.rounds() * systems;
        int settling = quick.jitSettleSeconds() * quick.cases().size() * quick.rounds() * 2;
        int warmUps = 2 * (2 * quick.warmUpSeconds() + Promises.at(16).size() * quick.seconds());

        assertThat(loads + settling + warmUps + quick.memoryWindow().toSeconds())
                .isLessThan(150);
    }

    @Test
    void objects_haveTheSizeOfTheirNameAndTheSameBytesEachTime(@TempDir Path one, @TempDir Path other)
            throws Exception {
        StoredObject.KB_64.writeBelow(one);
        StoredObject.KB_64.writeBelow(other);

        assertThat(Files.size(StoredObject.KB_64.in(one))).isEqualTo(65_536);
        assertThat(StoredObject.KB_64.in(one)).hasSameBinaryContentAs(StoredObject.KB_64.in(other));
        assertThat(one.resolve(StoredObject.KB_64.get().path().substring(1))).exists();
    }

    @Test
    void readyLine_isRecognisedAsAWord() {
        assertThat(StartUp.saysReady("INFO loading\nINFO Ready: http://127.0.0.1:9000"))
                .isTrue();
        assertThat(StartUp.saysReady("INFO already loading")).isFalse();
    }
}
