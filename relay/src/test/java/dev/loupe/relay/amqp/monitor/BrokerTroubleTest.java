package dev.loupe.relay.amqp.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Broker;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Management;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.fixture.CapturedLog;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that has too little memory, is killed, or is administered as the shipped script does it. */
class BrokerTroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static EmbeddedRabbitMq broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedRabbitMq.start();
        broker.management().makeVirtualHost("shop");
        Watcher.makeUser(broker, "shop");
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    private static Connection connect(String user, String password) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setVirtualHost("shop");
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    @Test
    void memoryAlarm_isSeen_thoughTheMonitorsOwnConnectionIsNotToldOfIt() throws Exception {
        try (Watcher watcher = Watcher.of(broker, "shop").answered()) {
            assertThat(watcher.metric("loupe_broker_memory_alarm"))
                    .containsExactly("loupe_broker_memory_alarm{broker=\"rabbitmq\"} 0.0");

            broker.administer(List.of("rabbitmqctl", "set_vm_memory_high_watermark", "0.00001"), "");
            await().atMost(PATIENCE).until(() -> watcher.figures().blocked());

            assertThat(watcher.figures().alarms()).containsExactly("memory");
            assertThat(watcher.metric("loupe_broker_memory_alarm"))
                    .containsExactly("loupe_broker_memory_alarm{broker=\"rabbitmq\"} 1.0");
            assertThat(watcher.metric("loupe_broker_blocked"))
                    .containsExactly("loupe_broker_blocked{broker=\"rabbitmq\"} 1.0");
            assertThat(watcher.metric("loupe_broker_disk_alarm"))
                    .containsExactly("loupe_broker_disk_alarm{broker=\"rabbitmq\"} 0.0");

            broker.administer(List.of("rabbitmqctl", "set_vm_memory_high_watermark", "0.9"), "");
            await().atMost(PATIENCE).until(() -> !watcher.figures().blocked());
        }
    }

    @Test
    void brokerThatIsKilledAndComesBack_isSaidOnceEach() throws Exception {
        try (Connection connection = connect("guest", "guest");
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("durable", true, false, false, null);
        }
        broker.writeDown();
        try (CapturedLog log = CapturedLog.of(BrokerMonitor.class.getName());
                Watcher both = Watcher.of(broker, "shop").answered();
                Watcher declares = Watcher.byDeclares(broker, "shop", "durable").answered()) {
            assertThat(both.metric("queue_depth", "durable")).contains(0.0);
            broker.kill();
            await().atMost(PATIENCE).until(() -> !both.figures().answers());
            await().atMost(PATIENCE).until(() -> !declares.figures().answers());

            assertThat(both.metric("loupe_broker_up")).containsExactly("loupe_broker_up{broker=\"rabbitmq\"} 0.0");
            assertThat(both.metric("queue_depth")).isEmpty();
            assertThat(both.figures().queues()).isEmpty();
            broker.restart();
            await().atMost(PATIENCE)
                    .until(() -> both.metric("queue_depth", "durable").equals(Optional.of(0.0)));
            await().atMost(PATIENCE)
                    .until(() -> declares.metric("queue_depth", "durable").equals(Optional.of(0.0)));

            assertThat(log.lines())
                    .allMatch(line -> line.startsWith("WARN the monitor of rabbitmq goes on with less: the ")
                            || line.startsWith("INFO the monitor of rabbitmq has it back: the "));
            assertThat(log.lines().size()).isLessThan(20);
        }
    }

    @Test
    void userOfTheShippedScript_seesEverything_andMayDoNothing() throws Exception {
        broker.administer(
                List.of(
                        "sh",
                        Path.of("../conf/rabbitmq-monitor.sh").toRealPath().toString(),
                        "/",
                        "shop"),
                "pass-word\n");
        BrokerMonitorSettings settings = new BrokerMonitorSettings(
                new Broker("127.0.0.1", broker.port(), UpstreamTls.off(), "loupe_monitor", "pass-word", "shop"),
                Duration.ofMillis(300),
                Duration.ofSeconds(3),
                List.of("script"),
                List.of(),
                Optional.of(new Management(
                        URI.create("http://127.0.0.1:" + broker.managementPort() + "/"),
                        "loupe_monitor",
                        "pass-word",
                        Optional.empty())));
        try (Connection owner = connect("guest", "guest");
                Channel channel = owner.createChannel()) {
            channel.queueDeclare("script", false, false, false, null);
            channel.basicPublish("", "script", null, "ring".getBytes(StandardCharsets.UTF_8));
        }
        try (Watcher watcher = new Watcher(settings).answered()) {
            await().atMost(PATIENCE)
                    .until(() -> watcher.metric("queue_depth", "script").equals(Optional.of(1.0)));
            assertThat(watcher.metric("loupe_broker_memory_alarm")).isNotEmpty();
        }
        try (Connection monitor = connect("loupe_monitor", "pass-word")) {
            assertThat(isRefused(monitor, channel -> channel.basicGet("script", true)))
                    .isTrue();
            assertThat(isRefused(monitor, channel -> channel.queuePurge("script")))
                    .isTrue();
            assertThat(isRefused(monitor, channel -> channel.queueDelete("script")))
                    .isTrue();
            assertThat(isRefused(monitor, channel -> channel.queueDeclare("mine", false, false, false, null)))
                    .isTrue();
        }
    }

    private interface Deed {
        void happens(Channel channel) throws IOException;
    }

    private static boolean isRefused(Connection connection, Deed deed) throws Exception {
        Channel channel = connection.createChannel();
        try {
            deed.happens(channel);
            return false;
        } catch (IOException e) {
            return e.getCause().getMessage().contains("ACCESS_REFUSED");
        }
    }
}
