package dev.loupe.relay.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.rabbitmq.QueueOptions;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQConfirmation;
import io.vertx.rabbitmq.RabbitMQConsumer;
import io.vertx.rabbitmq.RabbitMQMessage;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Vert.x's client. */
class VertxClientTest extends ClientTest {
    private interface Work {
        void on(RabbitMQClient client, Seen seen);
    }

    private void same(Work work) throws Exception {
        sameThroughTheRelay((port, virtualHost) -> {
            RabbitMQClient client = RabbitMQClient.create(
                    vertx(),
                    new RabbitMQOptions()
                            .setHost("127.0.0.1")
                            .setPort(port)
                            .setVirtualHost(virtualHost)
                            .setReconnectAttempts(3));
            result(client.start());
            Seen seen = new Seen();
            try {
                result(client.queueDeclare("q", false, false, false));
                work.on(client, seen);
                return seen.lines();
            } finally {
                result(client.stop());
            }
        });
    }

    private static String text(RabbitMQMessage message) {
        return message.envelope().getRoutingKey()
                + ' '
                + message.envelope().isRedeliver()
                + ' '
                + Seen.message(
                        (AMQP.BasicProperties) message.properties(),
                        message.body().getBytes());
    }

    @Test
    void publishedMessages_areConfirmedAndConsumed() throws Exception {
        same((client, seen) -> {
            RabbitMQConsumer consumer = result(client.basicConsumer("q", new QueueOptions().setAutoAck(false)));
            consumer.handler(message -> {
                seen.add(text(message));
                client.basicAck(message.envelope().getDeliveryTag(), false);
            });
            result(client.confirmSelect());
            for (int i = 0; i < 50; i++) {
                AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                        .headers(Map.of("number", i))
                        .correlationId("c" + i)
                        .build();
                result(client.basicPublish("", i % 5 == 0 ? "nowhere" : "q", properties, Buffer.buffer("text " + i)));
                result(client.waitForConfirms(20_000));
            }
            await().until(() -> seen.count() == 40);
            result(consumer.cancel());
        });
        assertThat(edited.swallowed.get()).isEqualTo(10);
    }

    @Test
    void confirmListener_hearsOfEachMessage() throws Exception {
        same((client, seen) -> {
            List<RabbitMQConfirmation> confirmed = new CopyOnWriteArrayList<>();
            result(client.addConfirmListener(1_000)).handler(confirmed::add);
            for (int i = 0; i < 20; i++) {
                int before = i;
                result(client.basicPublish("", i % 2 == 0 ? "nowhere" : "q", Buffer.buffer("x")));
                await().until(() -> confirmed.size() == before + 1);
            }
            confirmed.forEach(one -> seen.add(one.getDeliveryTag() + " " + one.isSucceeded() + ' ' + one.isMultiple()));
        });
    }

    @Test
    void gets_giveMessagesOrNothing() throws Exception {
        same((client, seen) -> {
            seen.add(String.valueOf(result(client.basicGet("q", true))));
            result(client.basicPublish(
                    "", "q", Buffer.buffer(new JsonObject().put("a", 1).encode())));
            await().until(() -> result(client.messageCount("q")) == 1);
            RabbitMQMessage first = result(client.basicGet("q", false));
            seen.add(text(first));
            result(client.basicNack(first.envelope().getDeliveryTag(), false, true));
            await().until(() -> result(client.messageCount("q")) == 1);
            seen.add(text(result(client.basicGet("q", true))));
        });
    }

    @Test
    void failures_areTheSame() throws Exception {
        same((client, seen) -> {
            Throwable failure = client.messageCount("missing")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .handle((count, e) -> e)
                    .join();
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            seen.add(cause.getClass().getName() + ' ' + cause.getMessage());
        });
    }
}
