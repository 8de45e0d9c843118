package dev.loupe.relay.correlation;

import static dev.loupe.relay.correlation.Scene.Doing.about;
import static dev.loupe.relay.correlation.Scene.Doing.shaped;
import static dev.loupe.relay.correlation.Scene.attributed;
import static dev.loupe.relay.correlation.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.correlation.Verdict.Attributed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests begin and end on some threads while operations of others are attributed: no verdict mixes two moments. */
class ManyThreadsTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 5_000;

    private final Scene scene = new Scene();
    private final CyclicBarrier together = new CyclicBarrier(THREADS);

    @Test
    void operationsOfRequestsThatCrossEachOther_neverBelongToAnothers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "T" + i;
                running.add(threads.submit(() -> works(name)));
            }
            for (Future<?> thread : running) {
                thread.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(scene.requests.count()).isZero();
    }

    private Void works(String name) throws Exception {
        together.await(60, TimeUnit.SECONDS);
        for (int round = 0; round < ROUNDS; round++) {
            BusinessKey own = order(name + "-" + round);
            InFlight request = scene.receives();
            assertThat(isOthers(scene.does(shaped("plain")), request)).isFalse();
            request.key(own);
            assertThat(scene.does(about(own))).isEqualTo(attributed(Evidence.KEY, request));
            assertThat(isOthers(scene.does(shaped("plain")), request)).isFalse();
            request.answered(round % 3 == 0);
        }
        return null;
    }

    /** The request is in flight all the while, so only it can be the sole one. */
    private static boolean isOthers(Verdict verdict, InFlight request) {
        return verdict instanceof Attributed attributed && !attributed.parent().equals(request.span());
    }
}
