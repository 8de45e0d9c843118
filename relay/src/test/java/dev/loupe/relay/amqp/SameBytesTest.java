package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.loupe.rabbitmq.SharedRabbitMq;
import dev.loupe.relay.fixture.Recorder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where nothing is changed, what comes out of the relay is what went in, byte for byte. */
class SameBytesTest extends RelayTest {
    private static void work(int port, String virtualHost) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(virtualHost);
        Random random = new Random(3);
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel();
                Channel consumer = connection.createChannel()) {
            channel.queueDeclare("q", false, false, true, Map.of());
            channel.confirmSelect();
            CountDownLatch all = new CountDownLatch(1_000);
            consumer.basicQos(100);
            consumer.basicConsume(
                    "q",
                    false,
                    (tag, delivery) -> {
                        consumer.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                        all.countDown();
                    },
                    tag -> {});
            for (int i = 0; i < 1_000; i++) {
                byte[] body = new byte[i % 100 == 0 ? 400_000 : random.nextInt(3_000)];
                random.nextBytes(body);
                AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                        .headers(Map.of("number", i, "text", "x".repeat(random.nextInt(300))))
                        .build();
                channel.basicPublish("", "q", properties, body);
                channel.basicPublish("", "nowhere", true, properties, body);
            }
            channel.waitForConfirmsOrDie(60_000);
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Recorder.Stream only(Recorder recorder) {
        await().until(recorder::isOver);
        assertThat(recorder.streams()).hasSize(1);
        return recorder.streams().get(0);
    }

    /** Megabytes are better not printed. */
    private static void same(byte[] one, byte[] other) {
        assertThat(Arrays.mismatch(one, other)).isEqualTo(-1);
        assertThat(one).isNotEmpty();
    }

    @Test
    void whatIsNotChanged_passesByteForByte() throws Exception {
        try (Recorder behind = new Recorder(SharedRabbitMq.get().port())) {
            setup.upstreamPort = behind.port();
            try (Recorder before = new Recorder(relay().port())) {
                work(before.port(), SharedRabbitMq.virtualHost());
                same(only(behind).fromClient(), only(before).fromClient());
                same(only(before).fromServer(), only(behind).fromServer());
            }
        }
        RecordedConnections.Recorded told = connections.next();
        assertThat(told.blind).isEmpty();
        assertThat(told.published).hasSize(2_000);
        assertThat(told.publishedBodies).hasSize(2_000);
        assertThat(told.deliveredBodies).hasSize(1_000);
        assertThat(told.returned).hasSize(1_000);
    }
}
