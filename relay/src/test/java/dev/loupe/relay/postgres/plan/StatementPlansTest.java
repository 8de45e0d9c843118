package dev.loupe.relay.postgres.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatementPlansTest {
    private final AtomicLong nanos = new AtomicLong();
    private final StatementPlans plans = new StatementPlans(Duration.ofHours(1), nanos::get);

    @Test
    void fingerprint_isAskedForOnceAnHour() {
        plans.slow(slow("1"));
        plans.slow(slow("1"));
        assertThat(plans.next()).contains(slow("1"));
        plans.slow(slow("1"));
        assertThat(plans.next()).isEmpty();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        plans.slow(slow("1"));
        assertThat(plans.next()).contains(slow("1"));
    }

    @Test
    void moreThanCanWait_areForgotten() {
        for (int i = 0; i < 1_000; i++) {
            plans.slow(slow("" + i));
        }
        int waiting = 0;
        while (plans.next().isPresent()) {
            waiting++;
        }
        assertThat(waiting).isEqualTo(50);
    }

    @Test
    void statementsWithoutPlans_areNotAskedFor() {
        plans.slow(new SlowStatement("1", "COMMIT", "COMMIT", true));
        assertThat(plans.next()).isEmpty();
    }

    @Test
    void newestPlans_areKept() {
        for (int i = 0; i < 300; i++) {
            plans.told(slow("" + i), List.of("Result"));
        }
        assertThat(plans.newestFirst()).hasSize(200);
        assertThat(plans.newestFirst().get(0).fingerprint()).isEqualTo("299");
    }

    private static SlowStatement slow(String fingerprint) {
        return new SlowStatement(fingerprint, "SELECT orders", "SELECT * FROM orders", true);
    }
}
