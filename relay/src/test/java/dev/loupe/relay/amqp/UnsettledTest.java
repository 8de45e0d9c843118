package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Confirms and acknowledgements, one by one or many at once, in any order. */
class UnsettledTest {
    @Property(tries = 300)
    void anyOrder_isKeptTrackOf(@ForAll long seed) {
        Random random = new Random(seed);
        Unsettled unsettled = new Unsettled();
        TreeSet<Long> expected = new TreeSet<>();
        long last = 0;
        for (int i = 0; i < 2_000; i++) {
            if (expected.isEmpty() || random.nextInt(100) < 55) {
                last += 1 + (random.nextInt(10) == 0 ? random.nextInt(200) : 0);
                unsettled.begin(last);
                expected.add(last);
            } else if (random.nextInt(50) == 0) {
                long upTo = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt((int) last);
                unsettled.settle(upTo, true);
                expected.headSet(upTo == 0 ? last : upTo, true).clear();
            } else {
                long one = random.nextBoolean() ? expected.first() : 1 + random.nextInt((int) last + 70);
                unsettled.settle(one, false);
                expected.remove(one);
            }
            assertThat(unsettled.isEmpty()).isEqualTo(expected.isEmpty());
        }
        unsettled.clear();
        assertThat(unsettled.isEmpty()).isTrue();
    }

    @Test
    void oldestThatIsFarBack_isNeverSaidToBeSettled() {
        Unsettled unsettled = new Unsettled();
        for (long number = 1; number <= 2_000_000; number++) {
            unsettled.begin(number);
            if (number > 1) {
                unsettled.settle(number, false);
            }
        }
        assertThat(unsettled.isEmpty()).isFalse();
        unsettled.clear();
        unsettled.begin(2_000_001);
        unsettled.settle(2_000_001, false);
        assertThat(unsettled.isEmpty()).isTrue();
    }
}
