package dev.loupe.console.web.page;

import static dev.loupe.console.web.page.Segment.Kind.BEFORE;
import static dev.loupe.console.web.page.Segment.Kind.FIRST_BYTE;
import static dev.loupe.console.web.page.Segment.Kind.REST;
import static dev.loupe.console.web.page.Segment.Kind.STALL_READ;
import static dev.loupe.console.web.page.Segment.Kind.STALL_SEND;
import static dev.loupe.console.web.page.Segment.Kind.STORE;
import static dev.loupe.console.web.page.Segment.Kind.STORE_WRITE;
import static dev.loupe.console.web.page.Timing.Direction.DOWNLOAD;
import static dev.loupe.console.web.page.Timing.Direction.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.console.sample.FileSpans;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SegmentTest {
    @Test
    void download_isChargedToStoreThenClientThenTheRest() {
        Timing timing = new Timing(DOWNLOAD, 1_000, 50, OptionalLong.of(200), 500, 300);

        assertThat(Segment.of(timing))
                .containsExactly(
                        new Segment(BEFORE, 0, 50),
                        new Segment(FIRST_BYTE, 50, 200),
                        new Segment(STORE, 250, 300),
                        new Segment(STALL_READ, 550, 300),
                        new Segment(REST, 850, 150));
    }

    @Test
    void upload_isChargedToTheClientBeforeTheStore() {
        Timing timing = new Timing(UPLOAD, 1_000, 50, OptionalLong.of(900), 600, 300);

        assertThat(Segment.of(timing))
                .containsExactly(
                        new Segment(BEFORE, 0, 50),
                        new Segment(STALL_SEND, 50, 300),
                        new Segment(STORE_WRITE, 350, 600),
                        new Segment(REST, 950, 50));
    }

    @Test
    void answerThatNeverCame_isAllWaiting() {
        Timing timing = new Timing(DOWNLOAD, 1_000, 0, OptionalLong.empty(), 1_000, 0);

        assertThat(Segment.of(timing)).containsExactly(new Segment(FIRST_BYTE, 0, 1_000));
    }

    @Test
    void figuresThatAddUpToMore_neverLeaveTheRow() {
        Timing timing = new Timing(DOWNLOAD, 1_000, 400, OptionalLong.of(500), 800, 700);

        assertThat(Segment.of(timing))
                .containsExactly(
                        new Segment(BEFORE, 0, 400), new Segment(FIRST_BYTE, 400, 500), new Segment(STORE, 900, 100));
    }

    @Test
    void requestThatTookNoTime_hasNoStretches() {
        assertThat(Segment.of(new Timing(DOWNLOAD, 0, 0, OptionalLong.empty(), 0, 0)))
                .isEmpty();
    }

    @Test
    void stretchesOfASpan_addUpToItsLength() {
        Timing timing = Timing.of(FileSpans.read(
                                "a.stl",
                                1_000,
                                Duration.ofMillis(2_011),
                                Duration.ofMillis(1_340),
                                Duration.ofMillis(1_823),
                                Duration.ofMillis(102))
                        .ended())
                .orElseThrow();

        assertThat(Segment.of(timing).stream().mapToLong(Segment::length).sum()).isEqualTo(2_011_000_000L);
        assertThat(timing.direction()).isEqualTo(DOWNLOAD);
    }

    @Test
    void writtenFile_isAnUpload() {
        Timing timing = Timing.of(FileSpans.written(
                                "a.stl", 1_000, Duration.ofMillis(9), Duration.ofMillis(5), Duration.ofMillis(3))
                        .ended())
                .orElseThrow();

        assertThat(timing.direction()).isEqualTo(UPLOAD);
        assertThat(timing.store()).isEqualTo(5_000_000);
    }

    @Test
    void requestThatNeverReachedTheStore_hasNoTiming() {
        assertThat(Timing.of(FileSpans.unreachable("a.stl").ended())).isEmpty();
    }
}
