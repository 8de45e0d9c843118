package dev.loupe.relay.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheTest {
    private final Cache<Integer, String> cache = new Cache<>(10, 1_000);

    @Test
    void whatIsAskedForOften_outlivesAFloodOfOthers() {
        cache.put(-1, "hot", 10);

        for (int i = 0; i < 1_000; i++) {
            cache.put(i, "once", 10);
            assertThat(cache.get(-1)).isEqualTo("hot");
        }
        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.forgotten()).isEqualTo(991);
    }

    @Test
    void largeOnes_leaveRoomForFewer() {
        for (int i = 0; i < 10; i++) {
            cache.put(i, "large", 125);
        }

        assertThat(cache.size()).isEqualTo(8);
    }

    @Test
    void whatIsTooLarge_isNotRemembered() {
        cache.put(1, "huge", 126);

        assertThat(cache.get(1)).isNull();
        assertThat(cache.forgotten()).isZero();
    }

    @Test
    void whatIsKnownAlready_isNotCountedTwice() {
        cache.put(1, "first", 100);
        cache.put(1, "second", 100);

        assertThat(cache.get(1)).isEqualTo("first");
        assertThat(cache.size()).isEqualTo(1);
    }
}
