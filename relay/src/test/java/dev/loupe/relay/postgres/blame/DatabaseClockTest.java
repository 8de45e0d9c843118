package dev.loupe.relay.postgres.blame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private static final long MILLI = 1_000_000;
    private static final long EPOCH = 1_700_000_000_000_000L;

    private final DatabaseClock clock = new DatabaseClock();

    @Test
    void serversTime_isOursInTheMiddleOfTheAnswer() {
        clock.read(100 * MILLI, 102 * MILLI, EPOCH);

        assertThat(clock.nanos(EPOCH - 50_000)).isEqualTo(51 * MILLI);
        assertThat(clock.micros(51 * MILLI)).isEqualTo(EPOCH - 50_000);
    }

    @Test
    void slowAnswer_spoilsNothing() {
        clock.read(100 * MILLI, 102 * MILLI, EPOCH);
        clock.read(200 * MILLI, 900 * MILLI, EPOCH + 103_000);

        assertThat(clock.nanos(EPOCH)).isEqualTo(101 * MILLI);
    }

    @Test
    void quickAnswer_isTakenInsteadOfASlowOne() {
        clock.read(200 * MILLI, 900 * MILLI, EPOCH + 103_000);
        clock.read(1_000 * MILLI, 1_002 * MILLI, EPOCH + 900_000);

        assertThat(clock.nanos(EPOCH)).isEqualTo(101 * MILLI);
    }

    @Test
    void clockThatWasSet_isNoticedWithinAMinute() {
        clock.read(100 * MILLI, 102 * MILLI, EPOCH);
        clock.read(61_000 * MILLI, 61_020 * MILLI, EPOCH + 3_600_000_000L);

        assertThat(clock.nanos(EPOCH + 3_600_000_000L)).isEqualTo(61_010 * MILLI);
    }
}
