package dev.loupe.relay.amqp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TagRingTest {
    @Test
    void anyCourse_isThatOfASortedMap() {
        Random random = new Random(4711);
        for (int round = 0; round < 200; round++) {
            TagRing<Long> ring = new TagRing<>(1_000_000);
            TreeMap<Long, Long> naive = new TreeMap<>();
            long next = 0;
            for (int step = 0; step < 500; step++) {
                int what = random.nextInt(10);
                if (what < 5) {
                    next += 1 + (random.nextInt(8) == 0 ? random.nextInt(50) : 0);
                    ring.add(next, next);
                    naive.put(next, next);
                } else if (what < 9) {
                    long tag = random.nextLong(next + 2);
                    assertThat(ring.get(tag)).isEqualTo(naive.get(tag));
                    assertThat(ring.take(tag)).isEqualTo(naive.remove(tag));
                } else {
                    long upTo = random.nextLong(next + 2);
                    List<Long> taken = new ArrayList<>();
                    ring.takeUpTo(upTo, taken::add);
                    assertThat(taken)
                            .containsExactlyElementsOf(naive.headMap(upTo, true).values());
                    naive.headMap(upTo, true).clear();
                }
                assertThat(ring.size()).isEqualTo(naive.size());
                assertThat(ring.first()).isEqualTo(naive.isEmpty() ? null : naive.firstKey());
            }
        }
    }

    @Test
    void oneThatStaysForLong_costsNoRoom() {
        TagRing<String> ring = new TagRing<>(10);
        ring.add(1, "stuck");
        for (long tag = 2; tag < 1_000_000; tag++) {
            assertThat(ring.isFull()).isFalse();
            ring.add(tag, "quick");
            ring.take(tag);
        }
        assertThat(ring.take(1)).isEqualTo("stuck");
        assertThat(ring.isEmpty()).isTrue();
    }
}
