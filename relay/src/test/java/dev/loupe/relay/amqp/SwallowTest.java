package dev.loupe.relay.amqp;

import static dev.loupe.relay.amqp.Wire.HEARTBEAT;
import static dev.loupe.relay.amqp.Wire.ack;
import static dev.loupe.relay.amqp.Wire.body;
import static dev.loupe.relay.amqp.Wire.deliver;
import static dev.loupe.relay.amqp.Wire.header;
import static dev.loupe.relay.amqp.Wire.returned;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.relay.amqp.protocol.ServerEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Returns that the client must not see: it gets no byte of them, and every byte of everything else. */
class SwallowTest extends ScriptedTest {
    private static final byte[] ONE = body(1, "one".getBytes(US_ASCII));
    private static final byte[] TWO = body(1, "two".getBytes(US_ASCII));
    private static final byte[] LARGE = body(1, new byte[100_000]);

    private static final byte[] OWN = Wire.all(returned(1, "own", "k"), header(1, 3), ONE);
    private static final byte[] OTHER = Wire.all(deliver(2, "c", 1), header(2, 3), body(2, "any".getBytes(US_ASCII)));

    @BeforeEach
    void swallowAllButTheClientsOwn() {
        connections.swallows = message -> !message.exchange().equals("own");
    }

    private Pair twoChannels() {
        Pair pair = open();
        pair.says(Wire.channelOpen(2));
        pair.answers(Wire.channelOpenOk(2));
        return pair;
    }

    @Test
    void returnThatIsSwallowed_losesItsFramesAndNothingElse() {
        Pair pair = twoChannels();
        byte[] swallowed = Wire.all(returned(1, "e", "k"), header(1, 6), ONE, TWO);
        byte[] empty = Wire.all(returned(1, "e", "k"), header(1, 0));
        pair.server().sends(HEARTBEAT, swallowed, ack(1, 1, false), empty, OWN, empty, OTHER);
        pair.client().receives(HEARTBEAT, ack(1, 1, false), OWN, OTHER);
        RecordedConnections.Recorded told = connections.next();
        assertThat(told.returned).hasSize(4);
        assertThat(told.deliveredBodies).containsExactly("any");
    }

    @Test
    void framesOfOtherChannelsWithinIt_stay() {
        Pair pair = twoChannels();
        pair.server().sends(returned(1, "e", "k"), header(1, 6), OTHER, ONE, HEARTBEAT, ack(2, 1, false), TWO, OWN);
        pair.client().receives(OTHER, HEARTBEAT, ack(2, 1, false), OWN);
    }

    @Test
    void singleBytes_comeToTheSame() {
        Pair pair = twoChannels();
        byte[] all = Wire.all(
                returned(1, "e", "k"),
                header(1, 6),
                OTHER,
                ONE,
                HEARTBEAT,
                TWO,
                returned(1, "e", "k"),
                header(1, 0),
                OWN);
        for (byte one : all) {
            pair.server().sends(new byte[] {one});
        }
        pair.client().receives(OTHER, HEARTBEAT, OWN);
    }

    @Test
    void largeOne_isLeftOutAcrossReads() {
        Pair pair = twoChannels();
        for (int i = 0; i < 10; i++) {
            pair.server().sends(returned(1, "e", "k"), header(1, 200_000), LARGE, OTHER, LARGE, HEARTBEAT);
        }
        for (int i = 0; i < 10; i++) {
            pair.client().receives(OTHER, HEARTBEAT);
        }
    }

    @Test
    void oneWhoseMethodHasPassedAlready_isNotSwallowed() {
        Pair pair = twoChannels();
        pair.answers(returned(1, "e", "k"), HEARTBEAT, header(1, 3), ONE);
        RecordedConnections.Recorded told = connections.next();
        assertThat(told.returned).isEmpty();
        assertThat(told.server).anyMatch(event -> event instanceof ServerEvent.BasicReturn);
    }

    @Test
    void connectionThatGoesBlindInTheMiddle_losesTheRestOfItStill() {
        Pair pair = twoChannels();
        pair.server().sends(returned(1, "e", "k"), header(1, 6), ONE, HEARTBEAT);
        pair.client().receives(HEARTBEAT);
        byte[] strange = Wire.frame(7, 1, new byte[3]);
        pair.says(strange);
        pair.server().sends(TWO, OTHER, returned(1, "e", "k"), header(1, 0));
        pair.client().receives(OTHER, returned(1, "e", "k"), header(1, 0));
    }
}
