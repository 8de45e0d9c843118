package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.loupe.relay.amqp.AmqpPath.Refusal;
import dev.loupe.relay.fixture.WirePeer;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that get no connection: theirs breaks, as where nobody listens. */
class RefusedTest extends ScriptedTest {
    @Test
    void brokerThatIsDown_breaksTheConnection() {
        server.close();
        WirePeer client = client();
        client.sends(Wire.PROTOCOL_HEADER).isGoneWithoutAWord();
        assertThat(connections.refusals).containsExactly(Refusal.UNREACHABLE);
    }

    @Test
    void nameThatIsUnknown_breaksTheConnection() {
        setup.lookUp = name -> {
            throw new UnknownHostException(name);
        };
        WirePeer client = client();
        client.sends(Wire.PROTOCOL_HEADER).isGoneWithoutAWord();
        assertThat(connections.refusals).containsExactly(Refusal.UNREACHABLE);
    }

    @Test
    void oneTooMany_isTurnedAwayAndTheOthersAreServed() {
        relay(s -> s.maxConnections = 1);
        Pair pair = open();
        client().isGoneWithoutAWord();
        assertThat(connections.refusals).containsExactly(Refusal.CONNECTIONS);
        pair.says(Wire.HEARTBEAT);
        pair.client().close();
        pair.server().ends();
        pair.server().close();
        await().until(() -> relay().connections() == 0);
        open();
    }

    @Test
    void clientThatSaysNothing_isTurnedAwayInTime() {
        relay(s -> s.startTimeout = Duration.ofMillis(300));
        client().isGoneWithoutAWord();
        assertThat(connections.refusals).containsExactly(Refusal.TIMEOUT);
        assertThat(server.isLeftAlone()).isTrue();
    }

    @Test
    void clientThatLeavesWithoutAWord_wantedNothing() {
        client().close();
        await().until(() -> relay().connections() == 0);
        assertThat(connections.refusals).isEmpty();
        assertThat(server.isLeftAlone()).isTrue();
    }
}
