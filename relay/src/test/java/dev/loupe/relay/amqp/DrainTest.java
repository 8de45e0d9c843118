package dev.loupe.relay.amqp;

import static dev.loupe.relay.amqp.Wire.CLOSE_OK;
import static dev.loupe.relay.amqp.Wire.HEARTBEAT;
import static dev.loupe.relay.amqp.Wire.ack;
import static dev.loupe.relay.amqp.Wire.body;
import static dev.loupe.relay.amqp.Wire.bytes;
import static dev.loupe.relay.amqp.Wire.consume;
import static dev.loupe.relay.amqp.Wire.consumeOk;
import static dev.loupe.relay.amqp.Wire.deliver;
import static dev.loupe.relay.amqp.Wire.header;
import static dev.loupe.relay.amqp.Wire.message;
import static dev.loupe.relay.amqp.Wire.publish;
import static dev.loupe.relay.amqp.Wire.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.amqp.AmqpPath.Refusal;
import dev.loupe.relay.amqp.ConnectionObserver.ConnectionEnd;
import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.fixture.WirePeer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The process is to end: what is in flight finishes, and then the client is told as by a broker that shuts down. */
class DrainTest extends ScriptedTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final byte[] FORCED = Wire.method(
            0,
            10,
            50,
            bytes(1, 64),
            text("CONNECTION_FORCED - Loupe: this relay is shutting down, connect again"),
            bytes(0, 0, 0, 0));

    private void isTold(Pair pair, Future<Void> drained) {
        pair.client().receives(FORCED).sends(CLOSE_OK);
        pair.server().receives(FORCED).sends(CLOSE_OK).close();
        pair.client().ends();
        pair.client().close();
        result(drained);
        assertThat(connections.all.get(0).ends).containsExactly(new ConnectionEnd(Side.RELAY, true));
    }

    @Test
    void idleConnection_isClosedAsByABrokerThatShutsDown() {
        Pair pair = open();
        isTold(pair, relay().drain(LONG));
    }

    @Test
    void whatTheClientSaysBeforeItAgrees_reachesTheBroker() {
        Pair pair = open();
        Future<Void> drained = relay().drain(LONG);
        pair.client().receives(FORCED);
        pair.says(message(1, "e", "k", "just sent"));
        // The client takes nothing any more.
        pair.server().sends(HEARTBEAT);
        pair.client().sends(CLOSE_OK);
        pair.server().receives(FORCED).sends(CLOSE_OK).close();
        pair.client().ends();
        pair.client().close();
        result(drained);
    }

    @Test
    void publishThatIsNotConfirmed_isAwaited() {
        Pair pair = open();
        pair.says(Wire.confirmSelect(1));
        pair.answers(Wire.confirmSelectOk(1));
        pair.says(message(1, "e", "k", "1"), message(1, "e", "k", "2"), message(1, "e", "k", "3"));
        pair.answers(ack(1, 2, true));
        Future<Void> drained = relay().drain(LONG);
        assertThat(pair.client().isSilent()).isTrue();
        pair.answers(ack(1, 3, false));
        isTold(pair, drained);
    }

    @Test
    void deliveryThatIsNotAcknowledged_isAwaited() {
        Pair pair = open();
        pair.says(consume(1, "c", false));
        pair.answers(consumeOk(1, "c"), deliver(1, "c", 1), header(1, 0));
        Future<Void> drained = relay().drain(LONG);
        assertThat(pair.client().isSilent()).isTrue();
        pair.says(ack(1, 1, false));
        pair.answers(HEARTBEAT);
        isTold(pair, drained);
    }

    @Test
    void deliveryThatNeedsNoAcknowledgement_isAwaitedToItsEndOnly() {
        Pair pair = open();
        pair.says(consume(1, "", true));
        pair.answers(consumeOk(1, "c"), deliver(1, "c", 1), header(1, 4), body(1, bytes(1, 2)));
        Future<Void> drained = relay().drain(LONG);
        assertThat(pair.client().isSilent()).isTrue();
        pair.answers(body(1, bytes(3, 4)));
        isTold(pair, drained);
    }

    @Test
    void transaction_isAwaited() {
        Pair pair = open();
        pair.says(Wire.txSelect(1));
        pair.answers(Wire.txSelectOk(1));
        pair.says(message(1, "e", "k", "1"));
        Future<Void> drained = relay().drain(LONG);
        pair.says(Wire.txCommit(1));
        assertThat(pair.client().isSilent()).isTrue();
        pair.answers(Wire.txCommitOk(1));
        isTold(pair, drained);
    }

    @Test
    void messageOfWhichAPartHasCome_isAwaited() {
        Pair pair = open();
        pair.says(publish(1, "e", "k", false), header(1, 4), body(1, bytes(1, 2)));
        Future<Void> drained = relay().drain(LONG);
        assertThat(pair.client().isSilent()).isTrue();
        pair.says(body(1, bytes(3, 4)));
        pair.answers(HEARTBEAT);
        isTold(pair, drained);
    }

    @Test
    void busyConnection_isClosedWhenTheTimeIsUp() {
        Pair pair = open();
        pair.says(consume(1, "c", false));
        pair.answers(consumeOk(1, "c"), deliver(1, "c", 1), header(1, 0));
        Future<Void> drained = relay().drain(Duration.ofMillis(300));
        pair.client().receives(FORCED).ends();
        pair.client().close();
        pair.server().ends();
        pair.server().close();
        result(drained);
        assertThat(connections.all.get(0).ends).containsExactly(new ConnectionEnd(Side.RELAY, false));
    }

    @Test
    void frameThatIsNotWhole_getsNothingBehindIt() {
        Pair pair = open();
        byte[] part = Arrays.copyOf(body(1, bytes(1, 2, 3)), 9);
        pair.answers(deliver(1, "c", 1), header(1, 3), part);
        Future<Void> drained = relay().drain(Duration.ofMillis(300));
        pair.client().isGoneWithoutAWord();
        pair.server().isGone();
        result(drained);
    }

    @Test
    void clientThatHasNotSaidAnything_isTurnedAway() {
        WirePeer client = client();
        await().until(() -> relay().connections() == 1);
        Future<Void> drained = relay().drain(LONG);
        client.isGone();
        result(drained);
        assertThat(connections.refusals).containsExactly(Refusal.SHUTDOWN);
    }
}
