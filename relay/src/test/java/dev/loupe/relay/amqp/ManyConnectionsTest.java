package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand connections of ten channels that mostly wait. */
class ManyConnectionsTest extends ScriptedTest {
    private static final int MANY = 1_000;
    private static final int CHANNELS = 10;

    @Test
    void thousandIdleConnections_areServedStillAndHoldNothing() {
        relay(s -> s.loops = 2);
        List<Pair> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Pair pair = open();
            for (int channel = 2; channel <= CHANNELS; channel++) {
                pair.says(Wire.channelOpen(channel));
                pair.answers(Wire.channelOpenOk(channel));
            }
            all.add(pair);
        }
        assertThat(relay().connections()).isEqualTo(MANY);
        assertThat(relay().held()).isZero();
        for (Pair pair : all) {
            pair.says(Wire.message(CHANNELS, "e", "k", "still there"));
            pair.answers(Wire.HEARTBEAT);
        }
    }
}
