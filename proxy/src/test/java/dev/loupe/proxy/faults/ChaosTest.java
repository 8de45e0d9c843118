package dev.loupe.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loupe.proxy.fixture.RunningProxy;
import dev.loupe.proxy.fixture.Sdk;
import dev.loupe.proxy.fixture.SignedStore;
import dev.loupe.proxy.fixture.Wire;
import dev.loupe.proxy.fixture.Wire.Cut;
import dev.loupe.telemetry.fixture.CapturedLog;
import dev.loupe.telemetry.fixture.OtlpReceiver;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The store, the clients and the receiver of the spans die at moments that a seed picks, in the middle of transfers, and
 * come back.
 */
class ChaosTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ROUNDS = 6;
    private static final int SEEDS = Boolean.getBoolean("loupe.long") ? 50 : 2;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverDies_nothingHangsNothingLeaksAndNothingShortCountsAsWhole(long seed) throws Exception {
        try (CapturedLog leaks = CapturedLog.of("io.netty.util.ResourceLeakDetector");
                SignedStore store = SignedStore.start();
                OtlpReceiver receiver = OtlpReceiver.start();
                Wire toStore = Wire.to(store.endpoint());
                Wire toReceiver = Wire.to(receiver.httpEndpoint());
                RunningProxy proxy = RunningProxy.before(
                        toStore.endpoint(),
                        "upstream.keepAlive=1s",
                        "telemetry.keep.policy=all",
                        "telemetry.export.endpoint=" + toReceiver.endpoint(),
                        "telemetry.export.delay=10ms",
                        "telemetry.export.timeout=500ms");
                Wire toProxy = Wire.to(proxy.endpoint());
                Crowd crowd = new Crowd(toProxy.endpoint(), seed);
                S3Client direct = Sdk.client(store.endpoint())) {
            crowd.opens();
            long filesBefore = openFiles();
            crowd.comes();
            SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < ROUNDS; round++) {
                Wire victim = round % 3 == 0 ? toStore : round % 3 == 1 ? toProxy : toReceiver;
                long moment = random.nextLong(victim == toReceiver ? 20_000 : 20_000_000);
                victim.cutsAfter(moment, random.nextBoolean() ? Cut.END : Cut.RESET);
                victim.awaitCut();
                if (victim == toReceiver) {
                    isServed(crowd);
                } else {
                    isFailed(crowd);
                }
                victim.isMended();
                isServed(crowd);
            }
            crowd.leaves();
            crowd.close();

            await("nothing in flight").atMost(PATIENCE).until(() -> proxy.inFlight() == 0);
            await("clients' connections closed").atMost(PATIENCE).until(() -> toProxy.open() == 0);
            await("connections to the store closed").atMost(PATIENCE).until(() -> toStore.open() == 0);
            await("sockets given back").atMost(PATIENCE).until(() -> openFiles() < filesBefore + 10);
            assertThat(crowd.liesTold(direct)).isEmpty();
            assertThat(proxy.metric("loupe_observer_lost_total")).isZero();
            assertThat(leaks.lines()).isEmpty();
        }
    }

    /** A connection that was reset leaves nothing to be seen from outside but the socket of whoever forgot it. */
    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    /** Whatever is going on at this moment is over when more calls than customers have succeeded. */
    private static void isServed(Crowd crowd) {
        int before = crowd.succeeded();
        await("calls that succeed").atMost(PATIENCE).until(() -> crowd.succeeded() > before + 12);
    }

    private static void isFailed(Crowd crowd) {
        int before = crowd.failed();
        await("calls that fail").atMost(PATIENCE).until(() -> crowd.failed() > before + 12);
    }
}
