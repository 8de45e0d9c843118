package dev.loupe.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadinessTest {

    private final Steadiness steadiness = new Steadiness();

    @Test
    void costsKeepFalling_isNotSteady() {
        for (double cost = 1000; cost > 10; cost *= 0.9) {
            assertThat(steadiness.after(cost)).isFalse();
        }
    }

    @Test
    void oneSwingUpwards_isNotTakenForTheEnd() {
        assertThat(steadiness.after(100)).isFalse();
        assertThat(steadiness.after(120)).isFalse();
        assertThat(steadiness.after(80)).isFalse();
    }

    @Test
    void fourWithoutGain_areSteady() {
        steadiness.after(50);
        assertThat(steadiness.after(49)).isFalse();
        assertThat(steadiness.after(60)).isFalse();
        assertThat(steadiness.after(48)).isFalse();
        assertThat(steadiness.after(51)).isTrue();
    }
}
