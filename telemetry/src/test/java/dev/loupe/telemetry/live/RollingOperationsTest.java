package dev.loupe.telemetry.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loupe.telemetry.live.LiveOperations.InFlight;
import dev.loupe.telemetry.live.LiveOperations.OperationFigures;
import dev.loupe.telemetry.live.LiveOperations.Running;
import dev.loupe.telemetry.live.LiveOperations.Second;
import dev.loupe.telemetry.live.LiveOperations.SlowFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RollingOperationsTest {
    private static final long EPOCH = 1_800_000_000L;
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicLong epoch = new AtomicLong(EPOCH);
    private final RollingOperations live = new RollingOperations(clock::get, epoch::get);

    @Test
    void whatHasBegun_isInFlightUntilItEnds() {
        InFlight first = live.begin("GetObject", "ring.stl", "t1");
        passes(Duration.ofSeconds(3));
        InFlight second = live.begin("PutObject", "bolt.stl", "t2");
        first.moved(100);
        first.moved(20);
        passes(Duration.ofSeconds(1));
        assertThat(live.running(10))
                .containsExactly(
                        new Running("GetObject", "ring.stl", "t1", 4_000_000_000L, 120),
                        new Running("PutObject", "bolt.stl", "t2", 1_000_000_000L, 0));
        assertThat(live.running(1)).hasSize(1);
        first.end("ok", 1, -1);
        first.end("ok", 1, -1);
        assertThat(live.runningCount()).isEqualTo(1);
        second.end("ok", 1, -1);
        assertThat(live.running(10)).isEmpty();
        assertThat(live.runningCount()).isZero();
    }

    @Test
    void moreInFlightThanCanBeListed_areCountedAllTheSame() {
        List<InFlight> all = IntStream.range(0, RollingOperations.MOST_LISTED + 500)
                .mapToObj(i -> live.begin("GetObject", "", ""))
                .toList();
        assertThat(live.runningCount()).isEqualTo(RollingOperations.MOST_LISTED + 500);
        assertThat(live.running(Integer.MAX_VALUE)).hasSize(RollingOperations.MOST_LISTED);
        all.forEach(one -> one.end("ok", 1, -1));
        assertThat(live.runningCount()).isZero();
        assertThat(live.running(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void lastMinute_tellsCountsErrorsBytesAndPercentiles() {
        for (int i = 1; i <= 100; i++) {
            request("GetObject", "f" + i, Duration.ofMillis(i), Duration.ofMillis(i / 2), i <= 10 ? "broken" : "ok");
        }
        request("PutObject", "f", Duration.ofMillis(5), Duration.ofMillis(5), "client_error");
        assertThat(live.lastMinute()).extracting(OperationFigures::operation).containsExactly("GetObject", "PutObject");
        OperationFigures get = live.lastMinute().get(0);
        assertThat(get.count()).isEqualTo(100);
        assertThat(get.errors()).isEqualTo(10);
        assertThat(get.bytes()).isEqualTo(100_000);
        assertThat(get.p50Nanos()).isCloseTo(50_000_000, within(1_000_000L));
        assertThat(get.p99Nanos()).isCloseTo(99_000_000, within(2_000_000L));
        assertThat(get.maxNanos()).isEqualTo(100_000_000);
        assertThat(get.storeP50Nanos()).isCloseTo(25_000_000, within(1_000_000L));
        assertThat(live.lastMinute().get(1).errors()).isZero();
    }

    @Test
    void whatIsOlderThanAMinute_isForgotten() {
        request("GetObject", "f", Duration.ofMillis(1), Duration.ofMillis(1), "ok");
        passes(Duration.ofSeconds(49));
        assertThat(live.lastMinute()).hasSize(1);
        passes(Duration.ofSeconds(11));
        assertThat(live.lastMinute()).isEmpty();
        request("GetObject", "f", Duration.ofMillis(1), Duration.ofMillis(1), "ok");
        assertThat(live.lastMinute()).extracting(OperationFigures::count).containsExactly(1L);
    }

    @Test
    void requestLongerThanTheHistogram_isStillCounted() {
        request("GetObject", "f", Duration.ofHours(30), Duration.ofHours(29), "ok");
        assertThat(live.lastMinute().get(0).maxNanos())
                .isEqualTo(Duration.ofHours(30).toNanos());
    }

    @Test
    void moreOperationsThanTheCap_areFiguredTogether() {
        for (int i = 0; i < RollingOperations.MOST_OPERATIONS + 6; i++) {
            request("op" + i, "f", Duration.ofMillis(1), Duration.ofMillis(1), "ok");
        }
        assertThat(live.lastMinute())
                .hasSize(RollingOperations.MOST_OPERATIONS + 1)
                .filteredOn(figures -> figures.operation().equals(RollingOperations.OTHER))
                .extracting(OperationFigures::count)
                .containsExactly(6L);
    }

    @Test
    void slowest_showsEachFileOnceWithItsSlowestTime() {
        request("GetObject", "ring", Duration.ofMillis(20), Duration.ofMillis(10), "ok");
        request("GetObject", "ring", Duration.ofMillis(90), Duration.ofMillis(80), "ok");
        passes(Duration.ofMinutes(1));
        request("GetObject", "ring", Duration.ofMillis(40), Duration.ofMillis(30), "ok");
        request("GetObject", "bolt", Duration.ofMillis(60), Duration.ofMillis(50), "ok");
        request("PutObject", "ring", Duration.ofMillis(6), Duration.ofMillis(5), "ok");
        request("ListObjectsV2", "", Duration.ofSeconds(6), Duration.ofSeconds(5), "ok");
        assertThat(live.slowest(10))
                .containsExactly(
                        new SlowFile("GetObject", "ring", "trace", 80_000_000, 90_000_000, 1_000),
                        new SlowFile("GetObject", "bolt", "trace", 50_000_000, 60_000_000, 1_000),
                        new SlowFile("PutObject", "ring", "trace", 5_000_000, 6_000_000, 1_000));
        assertThat(live.slowest(1)).hasSize(1);
    }

    @Test
    void slowest_findsThemAmongManyAndForgetsThemAfterAQuarterOfAnHour() {
        for (int i = 0; i < 5_000; i++) {
            int millis = i * 7_919 % 5_000 + 1;
            clock.addAndGet(1_000);
            InFlight request = live.begin("GetObject", "f" + millis, "trace");
            request.end("ok", Duration.ofMillis(millis).toNanos(), 1_000);
        }
        assertThat(live.slowest(3)).extracting(SlowFile::subject).containsExactly("f5000", "f4999", "f4998");
        assertThat(live.slowest(10_000)).hasSize(SlowFiles.MOST);
        passes(Duration.ofMinutes(16));
        assertThat(live.slowest(3)).isEmpty();
    }

    @Test
    void perSecond_tellsTheLast120SecondsOldestFirst() {
        request("GetObject", "f", Duration.ofMillis(1), Duration.ofMillis(1), "server_error");
        passes(Duration.ofSeconds(2));
        request("GetObject", "f", Duration.ofMillis(1), Duration.ofMillis(1), "ok");
        List<Second> seconds = live.perSecond();
        assertThat(seconds).hasSize(120);
        assertThat(seconds.get(0).epochSecond()).isEqualTo(EPOCH + 2 - 119);
        assertThat(seconds.subList(117, 120))
                .containsExactly(
                        new Second(EPOCH, 1, 1, 1_000),
                        new Second(EPOCH + 1, 0, 0, 0),
                        new Second(EPOCH + 2, 1, 0, 1_000));
        passes(Duration.ofMinutes(3));
        assertThat(live.perSecond()).allSatisfy(second -> assertThat(second.requests() + second.bytes())
                .isZero());
    }

    @Test
    void bytesOfALongTransfer_showInTheSecondInWhichTheyMoved() {
        InFlight request = live.begin("GetObject", "f", "trace");
        request.moved(1_000_000);
        passes(Duration.ofSeconds(1));
        request.moved(2_000_000);
        request.moved(5);
        passes(Duration.ofSeconds(1));
        request.end("ok", 1, -1);
        assertThat(live.perSecond().subList(117, 120))
                .extracting(Second::bytes)
                .containsExactly(1_000_000L, 2_000_000L, 5L);
    }

    @Test
    void manyThreads_loseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int t = 0; t < 4; t++) {
            threads.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    InFlight request = live.begin("GetObject", "f" + i % 100, "trace");
                    request.moved(10);
                    request.end("ok", 1_000, 10);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(live.runningCount()).isZero();
        assertThat(live.lastMinute().get(0).count()).isEqualTo(40_000);
        assertThat(live.perSecond().get(119)).isEqualTo(new Second(EPOCH, 40_000, 0, 400_000));
    }

    private void request(String operation, String subject, Duration total, Duration store, String outcome) {
        InFlight request = live.begin(operation, subject, "trace");
        request.moved(1_000);
        // The clock goes back afterwards, so that the request takes its time but the next begins at the same moment.
        clock.addAndGet(total.toNanos());
        request.end(outcome, store.toNanos(), 1_000);
        clock.addAndGet(-total.toNanos());
    }

    private void passes(Duration time) {
        clock.addAndGet(time.toNanos());
        epoch.addAndGet(time.toSeconds());
    }
}
