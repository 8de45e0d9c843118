package dev.loupe.bench.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.rabbitmq.SharedRabbitMq;
import dev.loupe.telemetry.Names;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever can go wrong with a message is produced at a real broker, and reported: as a metric, and on a span. */
class TroublesTest {
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Duration STUCK = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final BasicProperties PLAIN = new BasicProperties();
    private static final BasicProperties ONE =
            PLAIN.builder().messageId("0b5d5f6e-6c8c-4a55-9a4f-2f8f6d1d7a11").build();

    private final String virtualHost = SharedRabbitMq.virtualHost();
    private final Queue<ReceivedSpan> spans = new ConcurrentLinkedQueue<>();
    private Watched watched;
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        watched = new Watched(SharedRabbitMq.get().port(), spans::add, LATE, STUCK);
        connection = factory(watched.port()).newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.exchangeDeclare("dead", "fanout");
        channel.queueDeclare("orders.dead", false, false, false, null);
        channel.queueBind("orders.dead", "dead", "");
    }

    @AfterEach
    void end() {
        connection.abort();
        watched.finish();
        watched.close();
    }

    private ConnectionFactory factory(int port) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(virtualHost);
        return factory;
    }

    private void queue(Map<String, Object> arguments) throws IOException {
        channel.queueDeclare("orders", false, false, false, arguments);
    }

    private void publish(BasicProperties properties) throws Exception {
        channel.basicPublish("", "orders", properties, "a ring".getBytes(UTF_8));
        channel.waitForConfirms(10_000);
    }

    private GetResponse take(String queue) {
        return await().atMost(PATIENCE).until(() -> channel.basicGet(queue, false), got -> got != null);
    }

    private void acknowledge(GetResponse message) throws IOException {
        channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
    }

    private void isReported(String metric, String reason) {
        String labels = reason.isEmpty() ? "\\{[^}]*}" : "\\{[^}]*reason=\"" + reason + "\"[^}]*}";
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watched.metrics())
                .containsPattern("(?m)^" + metric + "(_total)?" + labels + " 1.0"));
    }

    private void nothingElseIsReported(String metric) {
        for (String other : List.of("lost", "unknown", "duplicated", "late", "stuck")) {
            if (!metric.equals("messages_" + other)) {
                assertThat(watched.sum("messages_" + other)).as(other).isZero();
            }
        }
    }

    private ReceivedSpan spanWith(String key, String value) {
        return await().atMost(PATIENCE)
                .until(
                        () -> spans.stream()
                                .filter(span -> value.equals(span.texts().get(key)))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    @Test
    void unroutable_isLost_andItsPublisherHearsNothing() throws Exception {
        Queue<String> returned = new ConcurrentLinkedQueue<>();
        channel.addReturnListener(back -> returned.add(back.getRoutingKey()));
        channel.basicPublish("amq.topic", "nobody", PLAIN, "a ring".getBytes(UTF_8));
        assertThat(channel.waitForConfirms(10_000)).isTrue();

        isReported("messages_lost", "unroutable");
        spanWith(Names.MESSAGE_OUTCOME.getKey(), "unroutable");
        nothingElseIsReported("messages_lost");
        assertThat(returned).isEmpty();
    }

    @Test
    void nacked_isLost() throws Exception {
        queue(Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        publish(PLAIN);
        channel.basicPublish("", "orders", PLAIN, "another".getBytes(UTF_8));
        assertThat(channel.waitForConfirms(10_000)).isFalse();

        isReported("messages_lost", "nacked");
        spanWith(Names.MESSAGE_OUTCOME.getKey(), "nacked");
        nothingElseIsReported("messages_lost");
    }

    @Test
    void expired_isLost_asItsDeadLetterSays() throws Exception {
        queue(Map.of("x-message-ttl", 20, "x-dead-letter-exchange", "dead"));
        publish(PLAIN);
        acknowledge(take("orders.dead"));

        isReported("messages_lost", "expired");
        spanWith("loupe.message.death_reason", "expired");
        nothingElseIsReported("messages_lost");
    }

    @Test
    void droppedForWantOfRoom_isLost_asItsDeadLetterSays() throws Exception {
        queue(Map.of("x-max-length", 1, "x-dead-letter-exchange", "dead"));
        publish(PLAIN);
        publish(PLAIN);
        acknowledge(take("orders.dead"));

        isReported("messages_lost", "maxlen");
        spanWith("loupe.message.death_reason", "maxlen");
        nothingElseIsReported("messages_lost");
    }

    @Test
    void rejected_isDead() throws Exception {
        queue(Map.of("x-dead-letter-exchange", "dead"));
        publish(PLAIN);
        channel.basicReject(take("orders").getEnvelope().getDeliveryTag(), false);
        acknowledge(take("orders.dead"));

        isReported("messages_lost", "rejected");
        spanWith(Names.MESSAGE_SETTLEMENT.getKey(), "rejected");
        spanWith("loupe.message.death_reason", "rejected");
        nothingElseIsReported("messages_lost");
    }

    @Test
    void publishedTwice_isADuplicate() throws Exception {
        queue(Map.of());
        publish(ONE);
        publish(ONE);

        isReported("messages_duplicated", "published_twice");
        spanWith(
                "loupe.message.duplicate_of.trace_id",
                spanWith(Names.MESSAGE_OUTCOME.getKey(), "confirmed").traceId());
        nothingElseIsReported("messages_duplicated");
    }

    @Test
    void deliveredTwice_isADuplicate_whoeverPublishedIt() throws Exception {
        queue(Map.of());
        try (Connection elsewhere = factory(SharedRabbitMq.get().port()).newConnection();
                Channel theirs = elsewhere.createChannel()) {
            theirs.basicPublish("", "orders", ONE, "a ring".getBytes(UTF_8));
            theirs.basicPublish("", "orders", ONE, "a ring".getBytes(UTF_8));
        }
        acknowledge(take("orders"));
        acknowledge(take("orders"));

        isReported("messages_duplicated", "delivered_twice");
        nothingElseIsReported("messages_duplicated");
    }

    @Test
    void deliveredLate_isLate() throws Exception {
        queue(Map.of());
        publish(PLAIN);
        long published = System.nanoTime();
        await().until(() -> System.nanoTime() - published > LATE.multipliedBy(2).toNanos());
        acknowledge(take("orders"));

        isReported("messages_late", "");
        nothingElseIsReported("messages_late");
    }

    @Test
    void neverSettled_isStuck_whileItLasts() throws Exception {
        queue(Map.of());
        publish(PLAIN);
        GetResponse kept = take("orders");

        isReported("messages_stuck", "");
        acknowledge(kept);
        spanWith(Names.MESSAGE_SETTLEMENT.getKey(), "acked");
        nothingElseIsReported("messages_stuck");
    }
}
