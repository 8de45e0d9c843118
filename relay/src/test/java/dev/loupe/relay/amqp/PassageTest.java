package dev.loupe.relay.amqp;

import static dev.loupe.relay.amqp.Wire.CLOSE;
import static dev.loupe.relay.amqp.Wire.CLOSE_OK;
import static dev.loupe.relay.amqp.Wire.HEARTBEAT;
import static dev.loupe.relay.amqp.Wire.body;
import static dev.loupe.relay.amqp.Wire.bytes;
import static dev.loupe.relay.amqp.Wire.deliver;
import static dev.loupe.relay.amqp.Wire.header;
import static dev.loupe.relay.amqp.Wire.message;
import static dev.loupe.relay.amqp.Wire.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.amqp.ConnectionObserver.ConnectionEnd;
import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.amqp.protocol.ClientEvent;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is not changed passes as it is, when it comes, in both directions. */
class PassageTest extends ScriptedTest {
    private static final byte[] BODY = new byte[100_000];

    @Test
    void everythingThatIsSaid_passesAndIsTold() {
        Pair pair = open();
        pair.says(HEARTBEAT, message(1, "e", "k", "text"), message(1, "", "q", ""));
        pair.answers(HEARTBEAT, deliver(1, "c", 1), header(1, 3), body(1, bytes(1, 2, 3)));
        pair.says(CLOSE);
        pair.answers(CLOSE_OK);
        pair.server().close();
        pair.client().ends();
        RecordedConnections.Recorded told = connections.next();
        await().until(() -> told.ends.size() == 1);
        assertThat(told.ends).containsExactly(new ConnectionEnd(Side.CLIENT, true));
        assertThat(told.published)
                .extracting(ClientEvent.BasicPublish::routingKey)
                .containsExactly("k", "q");
        assertThat(told.atHand).containsExactly("text", "");
        assertThat(told.publishedBodies).containsExactly("text", "");
        assertThat(told.deliveredBodies).containsExactly("\1\2\3");
        assertThat(told.server).anyMatch(event -> event instanceof ServerEvent.BasicDeliver);
        assertThat(told.rooms.get(0)).isPositive();
    }

    @Test
    void bodies_passAsTheyComeThoughTheirFrameIsNotWhole() {
        Pair pair = open();
        byte[] frame = body(1, BODY);
        byte[] part = Arrays.copyOf(frame, 50_000);
        pair.says(publish(1, "e", "k", false), header(1, BODY.length), part);
        pair.says(Arrays.copyOfRange(frame, 50_000, frame.length));
        pair.answers(deliver(1, "c", 1), header(1, BODY.length), part);
        pair.answers(Arrays.copyOfRange(frame, 50_000, frame.length));
    }

    @Test
    void headerThatIsNotWhole_waitsForItsRest() {
        Pair pair = open();
        byte[] publish = Wire.all(publish(1, "e", "k", false), header(1, 0));
        pair.client().sends(Arrays.copyOf(publish, publish.length - 1));
        assertThat(pair.server().isSilent()).isTrue();
        pair.client().sends(Arrays.copyOfRange(publish, publish.length - 1, publish.length));
        pair.server().receives(publish);
    }

    @Test
    void headerThatNeverBecomesWhole_goesOnWithTheEnd() {
        Pair pair = open();
        byte[] publish = Wire.all(publish(1, "e", "k", false), header(1, 0));
        byte[] part = Arrays.copyOf(publish, publish.length - 1);
        pair.client().sends(part).finishesSending();
        pair.server().receives(part).ends();
        pair.server().sends(part).close();
        pair.client().receives(part).ends();
    }

    @Test
    void singleBytes_comeToTheSame() {
        connections.peek = 10;
        Pair pair = open();
        byte[] all = Wire.all(message(1, "e", "k", "a text"), HEARTBEAT, message(1, "e", "l", ""));
        for (byte one : all) {
            pair.client().sends(new byte[] {one});
        }
        pair.server().receives(all);
        RecordedConnections.Recorded told = connections.next();
        assertThat(told.publishedBodies).containsExactly("a text", "");
        assertThat(told.atHand).containsExactly("a text", "");
    }

    @Test
    void brokenConnectionOfTheBroker_endsTheClientsAfterWhatWasSaid() {
        Pair pair = open();
        pair.answers(HEARTBEAT);
        pair.server().resets();
        pair.client().ends();
        RecordedConnections.Recorded told = connections.next();
        await().until(() -> told.ends.size() == 1);
        assertThat(told.ends).containsExactly(new ConnectionEnd(Side.SERVER, false));
    }

    @Test
    void clientThatIsGone_letsTheBrokerHearWhatItHasSaid() {
        Pair pair = open();
        pair.client().sends(message(1, "e", "k", "last words"));
        pair.client().close();
        pair.server().receives(message(1, "e", "k", "last words")).ends();
        RecordedConnections.Recorded told = connections.next();
        pair.server().close();
        await().until(() -> told.ends.size() == 1);
        assertThat(told.ends).containsExactly(new ConnectionEnd(Side.CLIENT, false));
    }

    @Test
    void manyReads_leaveNothingHeld() {
        Pair pair = open();
        byte[] message = message(1, "e", "k", "x".repeat(100));
        byte[] many = new byte[message.length * 2_000];
        for (int i = 0; i < 2_000; i++) {
            System.arraycopy(message, 0, many, i * message.length, message.length);
        }
        pair.says(many);
        pair.answers(HEARTBEAT);
        assertThat(relay().held()).isZero();
        assertThat(connections.next().published).hasSize(2_000);
    }
}
