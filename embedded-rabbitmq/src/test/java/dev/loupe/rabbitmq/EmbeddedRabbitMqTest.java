package dev.loupe.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbeddedRabbitMqTest {
    @Test
    void killedAndStartedAgain_keepsWhatIsDurable() throws Exception {
        try (EmbeddedRabbitMq broker = EmbeddedRabbitMq.start()) {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(broker.port());
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("orders", true, false, false, null);
                channel.confirmSelect();
                channel.basicPublish(
                        "", "orders", MessageProperties.PERSISTENT_BASIC, "ring".getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(10_000);
            }
            broker.writeDown();
            ProcessHandle machine = broker.process();
            broker.kill();
            assertThat(machine.isAlive()).isFalse();

            broker.restart();

            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                assertThat(channel.basicGet("orders", true).getBody())
                        .asString()
                        .isEqualTo("ring");
            }
        }
    }
}
