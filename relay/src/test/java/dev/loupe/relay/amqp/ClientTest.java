package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loupe.rabbitmq.SharedRabbitMq;
import dev.loupe.relay.amqp.protocol.MessageEdit;
import java.util.List;

/**
 * What a client's application sees of a real broker is the same without the relay, through it, and through it with every edit
 * that there is; but for what the edits put into messages.
 */
abstract class ClientTest extends RelayTest {
    EverythingEdited edited = new EverythingEdited();

    /** Something that an application does, and what it sees. */
    interface Scenario {
        List<String> run(int port, String virtualHost) throws Exception;
    }

    /** Gives what was seen without the relay. */
    List<String> sameThroughTheRelay(Scenario scenario) throws Exception {
        int broker = SharedRabbitMq.get().port();
        setup.upstreamPort = broker;
        List<String> direct = seen(scenario, broker);
        assertThat(direct).isNotEmpty();
        connections.edits = (message, room) -> MessageEdit.NONE;
        connections.swallows = message -> false;
        assertThat(seen(scenario, relay().port())).isEqualTo(direct);
        connections.edits = edited::edit;
        connections.swallows = edited::swallows;
        assertThat(seen(scenario, relay().port())).isEqualTo(direct);
        connections.all.forEach(connection ->
                assertThat(connection.blind).as("it is understood").isEmpty());
        return direct;
    }

    private static List<String> seen(Scenario scenario, int port) throws Exception {
        String virtualHost = SharedRabbitMq.virtualHost();
        return scenario.run(port, virtualHost).stream()
                .map(line -> line.replace(virtualHost, "(virtual host)"))
                .toList();
    }
}
