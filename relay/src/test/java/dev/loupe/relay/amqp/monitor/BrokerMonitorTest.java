package dev.loupe.relay.amqp.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.rabbitmq.SharedRabbitMq;
import dev.loupe.telemetry.fixture.CapturedLog;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user with the monitoring tag, and nothing else, gets to know of a real broker. */
class BrokerMonitorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedRabbitMq broker;
    private static String host;
    private static Connection connection;
    private static Channel channel;

    @BeforeAll
    static void start() throws Exception {
        broker = SharedRabbitMq.get();
        host = SharedRabbitMq.virtualHost();
        Watcher.makeUser(broker, host);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setVirtualHost(host);
        connection = factory.newConnection();
        channel = connection.createChannel();
    }

    @AfterAll
    static void end() throws Exception {
        connection.close();
    }

    private static void declare(String queue, Map<String, Object> arguments) throws Exception {
        channel.queueDeclare(queue, true, false, false, arguments);
    }

    private static void publish(String queue, int count) throws Exception {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .timestamp(new Date(System.currentTimeMillis() - 90_000))
                .build();
        for (int i = 0; i < count; i++) {
            channel.basicPublish("", queue, properties, new byte[10]);
        }
    }

    @Test
    void queue_isSeenWithDepthConsumersAgeAndCounts() throws Exception {
        declare("crm.status", Map.of("x-dead-letter-exchange", "orders.dead"));
        channel.exchangeDeclare("orders.dead", "fanout");
        declare("crm.status.dead", Map.of());
        channel.queueBind("crm.status.dead", "orders.dead", "");
        declare("crm.poisoned", Map.of());
        try (Watcher watcher = Watcher.of(broker, host).answered()) {
            publish("crm.status", 5);
            publish("crm.status.dead", 3);
            publish("crm.poisoned", 1);
            GetResponse first = channel.basicGet("crm.status", false);
            channel.basicAck(channel.basicGet("crm.status", false).getEnvelope().getDeliveryTag(), false);
            await().atMost(PATIENCE)
                    .until(() -> watcher.metric("loupe_queue_acked_total", "crm.status")
                                    .equals(Optional.of(1.0))
                            && watcher.metric("queue_depth", "crm.status").equals(Optional.of(4.0)));

            assertThat(watcher.metric("queue_depth{"))
                    .anyMatch(line -> line.startsWith("queue_depth{broker=\"rabbitmq\",queue=\"crm.status\"} "));
            assertThat(watcher.metric("loupe_queue_ready", "crm.status")).contains(3.0);
            assertThat(watcher.metric("loupe_queue_unacknowledged", "crm.status"))
                    .contains(1.0);
            assertThat(watcher.metric("loupe_queue_consumers", "crm.status")).contains(0.0);
            assertThat(watcher.metric("loupe_queue_published_total", "crm.status"))
                    .contains(5.0);
            assertThat(watcher.metric("loupe_queue_delivered_total", "crm.status"))
                    .contains(2.0);
            assertThat(watcher.metric("loupe_queue_oldest_age_seconds", "crm.status"))
                    .hasValueSatisfying(age -> assertThat(age).isBetween(89.0, 300.0));
            await().atMost(PATIENCE).until(() -> watcher.metric("dead_letter_queue_size", "crm.status.dead")
                    .equals(Optional.of(3.0)));
            assertThat(watcher.metric("dead_letter_queue_size", "crm.poisoned")).contains(1.0);
            assertThat(watcher.metric("dead_letter_queue_size", "crm.status")).isEmpty();
            assertThat(watcher.metric("consumer_utilization", "crm.status")).isEmpty();
            BrokerFigures.Queue shown = watcher.queue("crm.status").orElseThrow();
            assertThat(shown.type()).isEqualTo("classic");
            assertThat(shown.leader()).contains("loupe@localhost");
            assertThat(watcher.queue("crm.status.dead").orElseThrow().deadLetters())
                    .isTrue();
            assertThat(watcher.figures().version()).startsWith("3.");
            assertThat(watcher.figures().state()).matches("asked \\d+ s ago");
            channel.basicAck(first.getEnvelope().getDeliveryTag(), false);
        }
    }

    @Test
    void consumer_makesUtilization_andQuorumQueueHasALeader() throws Exception {
        declare("crm.quorum", Map.of("x-queue-type", "quorum"));
        channel.basicConsume("crm.quorum", true, (tag, message) -> {}, tag -> {});
        try (Watcher watcher = Watcher.of(broker, host).answered()) {
            await().atMost(PATIENCE).until(() -> watcher.metric("consumer_utilization", "crm.quorum")
                    .isPresent());

            assertThat(watcher.metric("consumer_utilization", "crm.quorum"))
                    .hasValueSatisfying(value -> assertThat(value).isBetween(0.0, 1.0));
            assertThat(watcher.metric("loupe_queue_consumers", "crm.quorum")).contains(1.0);
            BrokerFigures.Queue shown = watcher.queue("crm.quorum").orElseThrow();
            assertThat(shown.type()).isEqualTo("quorum");
            assertThat(shown.leader()).contains("loupe@localhost");
        }
    }

    @Test
    void generatedNames_shareALabel() throws Exception {
        String one = channel.queueDeclare().getQueue();
        String other = channel.queueDeclare().getQueue();
        publish(one, 2);
        publish(other, 1);
        try (Watcher watcher = Watcher.of(broker, host).answered()) {
            await().atMost(PATIENCE)
                    .until(() -> watcher.metric("queue_depth", "(temporary)").equals(Optional.of(3.0)));

            assertThat(watcher.metric("queue_depth{")).noneMatch(line -> line.contains("amq.gen"));
        }
    }

    @Test
    void missingQueue_isSaidOnce_andTheOthersAreSeen() throws Exception {
        declare("seen", Map.of());
        publish("seen", 7);
        try (CapturedLog log = CapturedLog.of(BrokerMonitor.class.getName());
                Watcher watcher =
                        Watcher.byDeclares(broker, host, "nosuch", "seen").answered()) {
            await().atMost(PATIENCE)
                    .until(() -> watcher.metric("queue_depth", "seen").equals(Optional.of(7.0)));
            assertThat(watcher.queue("seen").orElseThrow().unacknowledged()).isEmpty();
            assertThat(watcher.metric("loupe_queue_unacknowledged")).isEmpty();
            assertThat(watcher.metric("loupe_broker_up")).containsExactly("loupe_broker_up{broker=\"rabbitmq\"} 1.0");
            assertThat(watcher.metric("loupe_broker_memory_alarm")).isEmpty();
            publish("seen", 1);
            await().atMost(PATIENCE)
                    .until(() -> watcher.metric("queue_depth", "seen").equals(Optional.of(8.0)));

            assertThat(log.lines())
                    .containsExactly("WARN the monitor of rabbitmq goes on with less: queue nosuch: there is no such "
                            + "queue; take it out of monitor.queues");
            assertThat(watcher.figures().state())
                    .matches("asked \\d+ s ago; queue nosuch: there is no such queue; take it out of monitor.queues");
        }
    }

    @Test
    void monitor_isOneConnectionWithItsName_andIsGoneWhenItIsClosed() throws Exception {
        try (Watcher watcher = Watcher.byDeclares(broker, host).answered()) {
            await().atMost(PATIENCE).until(() -> connections() == 1);
            assertThat(watcher.figures().queues()).isEmpty();
        }
        await().atMost(PATIENCE).until(() -> connections() == 0);
    }

    private static long connections() {
        return Pattern.compile("loupe-monitor rabbitmq")
                .matcher(broker.management().call("GET", "/vhosts/" + host + "/connections", ""))
                .results()
                .count();
    }

    @Test
    void wrongPassword_isSaidWithTheRemedy_andWithoutTheWord() throws Exception {
        try (CapturedLog log = CapturedLog.of("dev.loupe");
                Watcher watcher = new Watcher(Watcher.settings(
                        broker.port(), host, "another-s3cret", Optional.of(broker.managementPort())))) {
            await().atMost(PATIENCE).until(() -> log.lines().size() == 2);

            assertThat(log.lines())
                    .containsExactly(
                            "WARN the monitor of rabbitmq goes on with less: the management API: it refuses the user; "
                                    + "give it the right password, the tag monitoring, and access to the virtual host: "
                                    + "see conf/rabbitmq-monitor.sh",
                            "WARN the monitor of rabbitmq goes on with less: the connection: user or password is "
                                    + "wrong; set monitor.user and monitor.password");
            assertThat(log.lines().toString()).doesNotContain("s3cret").doesNotContain(Watcher.USER);
            assertThat(watcher.figures().answers()).isFalse();
            assertThat(watcher.figures().state()).contains("it refuses the user");
            assertThat(watcher.metric("loupe_broker_up")).containsExactly("loupe_broker_up{broker=\"rabbitmq\"} 0.0");
        }
    }

    @Test
    void hostThatMayNotBeEntered_isSaidWithTheRemedy() throws Exception {
        String closed = SharedRabbitMq.virtualHost();
        try (CapturedLog log = CapturedLog.of(BrokerMonitor.class.getName());
                Watcher watcher = Watcher.of(broker, closed)) {
            await().atMost(PATIENCE).until(() -> log.lines().size() == 2);

            assertThat(log.lines().get(1))
                    .isEqualTo("WARN the monitor of rabbitmq goes on with less: the connection: the user may not use "
                            + "the virtual host, or there is none of that name; see conf/rabbitmq-monitor.sh");
            assertThat(watcher.figures().answers()).isFalse();
        }
    }
}
