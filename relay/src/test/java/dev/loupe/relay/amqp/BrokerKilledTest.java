package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.relay.amqp.AmqpPath.Refusal;
import dev.loupe.relay.amqp.ConnectionObserver.ConnectionEnd;
import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.amqp.protocol.ServerEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A broker that is killed in the middle, is away, and comes back; and one that has no memory left. */
class BrokerKilledTest extends RelayTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void client_seesTheBrokersEndAndRecoversWhenItIsBack() throws Exception {
        try (EmbeddedRabbitMq broker = EmbeddedRabbitMq.start()) {
            setup.upstreamPort = broker.port();
            EverythingEdited everything = new EverythingEdited();
            connections.edits = everything::edit;
            connections.swallows = everything::swallows;
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(relay().port());
            factory.setNetworkRecoveryInterval(200);
            Set<Integer> seen = ConcurrentHashMap.newKeySet();
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("q", true, false, false, Map.of());
                channel.basicConsume(
                        "q",
                        false,
                        (tag, delivery) -> {
                            seen.add(Integer.parseInt(delivery.getProperties().getCorrelationId()));
                            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                        },
                        tag -> {});
                channel.confirmSelect();
                publish(channel, 1);
                await().atMost(LONG).until(() -> seen.contains(1));

                broker.kill();
                RecordedConnections.Recorded killed = connections.next();
                await().atMost(LONG).until(() -> killed.ends.size() == 1);
                assertThat(killed.ends).containsExactly(new ConnectionEnd(Side.SERVER, false));
                await().atMost(LONG).until(() -> connections.refusals.contains(Refusal.UNREACHABLE));

                broker.restart();
                await().atMost(LONG).ignoreExceptions().until(() -> {
                    publish(channel, 2);
                    return true;
                });
                await().atMost(LONG).until(() -> seen.contains(2));
            }
        }
    }

    @Test
    void brokerWithoutMemory_blocksThePublisher() throws Exception {
        try (EmbeddedRabbitMq broker =
                EmbeddedRabbitMq.start(List.of("vm_memory_high_watermark.absolute = 1MB"), List.of())) {
            setup.upstreamPort = broker.port();
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(relay().port());
            BlockingQueue<String> blocked = new LinkedBlockingQueue<>();
            Connection connection = factory.newConnection();
            connection.addBlockedListener(blocked::add, () -> {});
            connection.createChannel().basicPublish("", "q", new AMQP.BasicProperties(), new byte[10]);
            assertThat(blocked.poll(LONG.toSeconds(), TimeUnit.SECONDS)).contains("memory");
            // A broker that blocks a publisher does not read what that says, not even that it closes.
            connection.abort(100);
            assertThat(connections.next().server).anyMatch(event -> event instanceof ServerEvent.ConnectionBlocked);
        }
    }

    private static void publish(Channel channel, int number) throws Exception {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .deliveryMode(2)
                .correlationId(Integer.toString(number))
                .build();
        channel.basicPublish("", "q", properties, new byte[1_000]);
        if (!channel.waitForConfirms(10_000)) {
            throw new IOException("not confirmed");
        }
    }
}
