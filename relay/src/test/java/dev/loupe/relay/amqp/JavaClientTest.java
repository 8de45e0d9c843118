package dev.loupe.relay.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.Recoverable;
import com.rabbitmq.client.RecoveryListener;
import com.rabbitmq.client.ShutdownSignalException;
import dev.loupe.rabbitmq.ManagementApi;
import dev.loupe.rabbitmq.SharedRabbitMq;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** RabbitMQ's own client for Java. */
class JavaClientTest extends ClientTest {
    private static final AMQP.BasicProperties PLAIN = new AMQP.BasicProperties();

    private interface Work {
        void on(Channel channel, Seen seen) throws Exception;
    }

    private static ConnectionFactory factory(int port, String virtualHost) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(virtualHost);
        factory.setNetworkRecoveryInterval(200);
        return factory;
    }

    private List<String> same(Work work) throws Exception {
        return sameThroughTheRelay((port, virtualHost) -> {
            Seen seen = new Seen();
            try (Connection connection = factory(port, virtualHost).newConnection();
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("q", true, false, false, Map.of());
                work.on(channel, seen);
                return seen.lines();
            }
        });
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    /** A table with a field of every type that the client writes. */
    private static Map<String, Object> everyType() {
        Map<String, Object> table = new HashMap<>();
        table.put("boolean", true);
        table.put("byte", (byte) -1);
        table.put("short", (short) -2);
        table.put("int", -3);
        table.put("long", -4L);
        table.put("float", 1.5f);
        table.put("double", -2.5);
        table.put("decimal", new BigDecimal("3.25"));
        table.put("date", Date.from(Instant.ofEpochSecond(1_700_000_000L)));
        table.put("text", "Grüße");
        table.put("bytes", new byte[] {0, 1, (byte) 0xCE});
        table.put("null", null);
        table.put("array", List.of(1, "two", List.of(3L), Map.of("four", 4)));
        table.put("table", Map.of("traceparent", "not the message's", "deep", Map.of("deeper", 1)));
        return table;
    }

    private static AMQP.BasicProperties everyProperty() {
        return new AMQP.BasicProperties.Builder()
                .headers(everyType())
                .contentType("application/json")
                .contentEncoding("identity")
                .deliveryMode(2)
                .priority(3)
                .correlationId("correlation")
                .replyTo("reply")
                .expiration("600000")
                .timestamp(Date.from(Instant.ofEpochSecond(1_700_000_000L)))
                .type("type")
                .userId("guest")
                .appId("app")
                .build();
    }

    private static void consume(Channel channel, String queue, Seen seen, int count) throws Exception {
        CountDownLatch all = new CountDownLatch(count);
        String tag = channel.basicConsume(
                queue,
                false,
                (consumer, delivery) -> {
                    seen.add(delivery.getEnvelope().getDeliveryTag() + " "
                            + delivery.getEnvelope().isRedeliver() + ' '
                            + delivery.getEnvelope().getExchange() + ':'
                            + delivery.getEnvelope().getRoutingKey() + ' '
                            + Seen.message(delivery.getProperties(), delivery.getBody()));
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    all.countDown();
                },
                consumer -> seen.add("cancelled"));
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        channel.basicCancel(tag);
    }

    @Test
    void messagesOfAllKinds_areConsumedAsTheyWerePublished() throws Exception {
        same((channel, seen) -> {
            int[] sizes = {0, 1, 100, 4_096, 131_063, 131_064, 131_065, 300_000, 1_048_576};
            for (int size : sizes) {
                channel.basicPublish("", "q", PLAIN, body(size));
                channel.basicPublish("", "q", everyProperty(), body(size));
                channel.basicPublish(
                        "", "q", everyProperty().builder().messageId("own").build(), body(size));
            }
            consume(channel, "q", seen, sizes.length * 3);
            assertThat(channel.messageCount("q")).isZero();
        });
        assertThat(edited.edited.get()).isEqualTo(18);
    }

    @Test
    void ownTraceContext_isKept() throws Exception {
        List<String> seen = same((channel, seen1) -> {
            AMQP.BasicProperties traced = new AMQP.BasicProperties.Builder()
                    .headers(Map.of("traceparent", "00-own", "tracestate", EverythingEdited.TRACESTATE))
                    .build();
            channel.basicPublish("", "q", traced, body(10));
            consume(channel, "q", seen1, 1);
        });
        assertThat(seen.get(0)).contains("00-own");
    }

    @Test
    void confirms_comeForWhatIsRoutedAndWhatIsNot() throws Exception {
        same((channel, seen) -> {
            channel.confirmSelect();
            AtomicInteger returns = new AtomicInteger();
            channel.addReturnListener(returned -> returns.incrementAndGet());
            for (int i = 0; i < 500; i++) {
                channel.basicPublish("", i % 3 == 0 ? "nowhere" : "q", PLAIN, body(i));
                if (i % 100 == 99) {
                    channel.waitForConfirmsOrDie(20_000);
                    seen.add("confirmed " + channel.getNextPublishSeqNo());
                }
            }
            seen.add(returns + " returns, " + channel.messageCount("q") + " messages");
        });
        assertThat(edited.swallowed.get()).isEqualTo(167);
    }

    @Test
    void returns_comeForWhatWasMandatoryAndBeforeItsConfirm() throws Exception {
        same((channel, seen) -> {
            channel.confirmSelect();
            channel.addReturnListener(returned -> seen.add(returned.getReplyCode() + " " + returned.getReplyText() + ' '
                    + returned.getExchange() + ':' + returned.getRoutingKey() + ' '
                    + Seen.message(returned.getProperties(), returned.getBody())));
            for (int i = 0; i < 40; i++) {
                boolean mandatory = i % 2 == 0;
                channel.basicPublish("", mandatory ? "nowhere" : "nobody", mandatory, everyProperty(), body(i * 5_000));
                channel.waitForConfirmsOrDie(20_000);
                seen.add("confirmed " + i);
            }
        });
        assertThat(edited.swallowed.get()).isEqualTo(20);
    }

    @Test
    void transactions_commitAndRollBack() throws Exception {
        same((channel, seen) -> {
            channel.addReturnListener(returned -> seen.add("returned " + returned.getRoutingKey()));
            channel.txSelect();
            channel.basicPublish("", "q", PLAIN, body(1));
            channel.txRollback();
            channel.basicPublish("", "q", PLAIN, body(2));
            channel.basicPublish("", "nowhere", PLAIN, body(3));
            channel.basicPublish("", "nowhere", true, PLAIN, body(4));
            channel.txCommit();
            GetResponse got = channel.basicGet("q", false);
            seen.add(Seen.message(got.getProps(), got.getBody()) + got.getMessageCount());
            channel.basicAck(got.getEnvelope().getDeliveryTag(), false);
            channel.txRollback();
            channel.basicRecover();
            GetResponse again = channel.basicGet("q", true);
            seen.add("again " + again.getEnvelope().isRedeliver());
            channel.txCommit();
            seen.add(String.valueOf(channel.basicGet("q", true)));
        });
        assertThat(edited.swallowed.get()).isEqualTo(1);
    }

    @Test
    void rejectedMessages_comeAgainOrGoToTheDeadLetters() throws Exception {
        same((channel, seen) -> {
            channel.queueDeclare("dead", true, false, false, Map.of());
            channel.queueDeclare(
                    "w", true, false, false, Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead"));
            channel.basicQos(2);
            AtomicInteger count = new AtomicInteger();
            channel.basicConsume(
                    "w",
                    false,
                    (tag, delivery) -> {
                        long number = delivery.getEnvelope().getDeliveryTag();
                        boolean again = delivery.getEnvelope().isRedeliver();
                        seen.add(again + " " + Seen.message(delivery.getProperties(), delivery.getBody()));
                        if (again) {
                            channel.basicReject(number, false);
                        } else {
                            channel.basicNack(number, false, true);
                        }
                        count.incrementAndGet();
                    },
                    tag -> {});
            for (int i = 1; i <= 3; i++) {
                channel.basicPublish("", "w", everyProperty(), body(i));
                int expected = i * 2;
                await().until(() -> count.get() == expected);
            }
            await().until(() -> channel.messageCount("dead") == 3);
            consume(channel, "dead", seen, 3);
        });
    }

    @Test
    void consumerWhoseQueueIsDeleted_isCancelled() throws Exception {
        same((channel, seen) -> {
            channel.queueDeclare("gone", false, false, false, Map.of());
            channel.basicConsume("gone", true, (tag, delivery) -> {}, tag -> seen.add("cancelled " + tag.length()));
            channel.queueDelete("gone");
            await().until(() -> seen.count() == 1);
        });
    }

    @Test
    void channelExceptions_haveTheSameCodes() throws Exception {
        same((main, seen) -> {
            List<Work> wrong = List.of(
                    (channel, s) -> channel.queueDeclarePassive("missing"),
                    (channel, s) -> channel.exchangeDeclare("amq.direct", "fanout"),
                    (channel, s) -> channel.queueDeclare("q", false, false, false, Map.of()),
                    (channel, s) -> channel.basicConsume("missing", (t, d) -> {}, t -> {}),
                    (channel, s) -> closedBy(channel, c -> c.basicPublish("missing", "k", PLAIN, body(70_000))),
                    (channel, s) -> closedBy(channel, c -> c.basicAck(99, false)));
            for (Work work : wrong) {
                Channel channel = main.getConnection().createChannel();
                try {
                    work.on(channel, seen);
                } catch (IOException e) {
                    seen.add(String.valueOf(e.getCause().getMessage()));
                } catch (ShutdownSignalException e) {
                    seen.add(String.valueOf(e.getMessage()));
                }
            }
            main.basicPublish("", "q", PLAIN, body(5));
            consume(main, "q", seen, 1);
        });
    }

    private interface Wrong {
        void on(Channel channel) throws IOException;
    }

    private static void closedBy(Channel channel, Wrong wrong) throws IOException {
        wrong.on(channel);
        await().until(() -> !channel.isOpen());
        throw channel.getCloseReason();
    }

    @Test
    void refusedConnections_areToldWhy() throws Exception {
        sameThroughTheRelay((port, virtualHost) -> {
            Seen seen = new Seen();
            ConnectionFactory wrongPassword = factory(port, virtualHost);
            wrongPassword.setPassword("wrong");
            ConnectionFactory wrongHost = factory(port, "nowhere");
            for (ConnectionFactory factory : List.of(wrongPassword, wrongHost)) {
                try (Connection connection = factory.newConnection()) {
                    seen.add("open " + connection.isOpen());
                } catch (IOException | TimeoutException e) {
                    seen.add(e.getClass().getName()
                            + ' '
                            + (e.getCause() == null
                                    ? e.getMessage()
                                    : e.getCause().getMessage()));
                }
            }
            return seen.lines();
        });
    }

    @Test
    void connectionThatTheBrokerCloses_isRecovered() throws Exception {
        sameThroughTheRelay((port, virtualHost) -> {
            Seen seen = new Seen();
            ConnectionFactory factory = factory(port, virtualHost);
            try (Connection connection = factory.newConnection("recovers " + virtualHost);
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("r", false, false, false, Map.of());
                CountDownLatch recovered = new CountDownLatch(1);
                ((Recoverable) connection).addRecoveryListener(new RecoveryListener() {
                    @Override
                    public void handleRecovery(Recoverable recoverable) {
                        recovered.countDown();
                    }

                    @Override
                    public void handleRecoveryStarted(Recoverable recoverable) {}
                });
                connection.addShutdownListener(cause -> {
                    // The test's own closing may be told before, or after, the lines are looked at.
                    if (!cause.isInitiatedByApplication()) {
                        seen.add(cause.getMessage());
                    }
                });
                channel.basicConsume(
                        "r", true, (tag, delivery) -> seen.add("got " + delivery.getBody().length), tag -> {});
                channel.basicPublish("", "r", PLAIN, body(3));
                await().until(() -> seen.count() == 1);
                closeAtTheBroker(virtualHost);
                assertThat(recovered.await(20, TimeUnit.SECONDS)).isTrue();
                await().ignoreException(AlreadyClosedException.class).until(() -> {
                    channel.basicPublish("", "r", PLAIN, "again".getBytes(UTF_8));
                    return true;
                });
                await().until(() -> seen.count() == 3);
            }
            return seen.lines();
        });
    }

    private static void closeAtTheBroker(String virtualHost) {
        ManagementApi management = SharedRabbitMq.get().management();
        await().atMost(20, TimeUnit.SECONDS).until(() -> {
            String all = management.call("GET", "/vhosts/" + ManagementApi.encoded(virtualHost) + "/connections", "");
            JsonArray connections = new JsonArray(all);
            for (Object one : connections) {
                String name = ((JsonObject) one).getString("name");
                management.call("DELETE", "/connections/" + ManagementApi.encoded(name), "");
            }
            return !connections.isEmpty();
        });
    }
}
