package dev.loupe.assembly.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.loupe.assembly.fixture.PlainService;
import dev.loupe.assembly.fixture.PlainService.Answer;
import dev.loupe.assembly.fixture.RunningAdapter;
import dev.loupe.rabbitmq.SharedRabbitMq;
import dev.loupe.telemetry.fixture.ReceivedSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that knows nothing of tracing, its broker, and an adapter between all of them. */
class BrokerPathTest extends WireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

    private static String virtualHost;

    private final AtomicInteger listener = new AtomicInteger();
    private final BlockingQueue<String> given = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startBroker() {
        virtualHost = SharedRabbitMq.virtualHost();
        SharedRabbitMq.get().management().makeUser("monitor", "5ecr3t", "monitoring", virtualHost, "^$", "^$");
    }

    @BeforeEach
    void queues() throws Exception {
        try (Connection connection = connect(SharedRabbitMq.get().port());
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare("orders", "topic", true);
            channel.queueDelete("crm.status");
            channel.queueDeclare("crm.status", true, false, false, Map.of());
            channel.queueBind("crm.status", "orders", "order.#");
        }
    }

    /** Any request is about an order, which is announced; POST under the key that somebody listens to, PUT under another. */
    private RunningAdapter around(String more) throws Exception {
        PlainService service = closes(PlainService.that(asked -> {
            announce(
                    asked.path().replaceAll("\\D+", ""),
                    asked.method().equals("POST") ? "order.priced" : "ordr.priced");
            return new Answer(200, "{}");
        }));
        RunningAdapter adapter = adapter(
                """
                inbound:
                  listen: {port: 0}
                  upstream: {url: "%s"}
                  routes: ["POST /orders/{order}", "PUT /orders/{order}"]
                rabbitmq:
                  - name: rabbitmq
                    listen: {port: 0}
                    upstream: {port: %d}
                    exclude: ["audit:*"]
                    keys: [{kind: order, header: x-order-id}]
                    monitor:
                      user: monitor
                      password: 5ecr3t
                      virtualHost: %s
                      interval: 200ms
                      management: {url: "http://127.0.0.1:%d"}
                stages:
                  - {stage: announced, when: "mq rabbitmq PUBLISH orders:order.priced -> ok"}
                  - {stage: not announced, when: "mq rabbitmq PUBLISH orders:ordr.priced -> error"}
                  - {stage: status received, when: mq rabbitmq PROCESS crm.status -> ok}
                %s
                """
                        .formatted(
                                service.address(),
                                SharedRabbitMq.get().port(),
                                virtualHost,
                                SharedRabbitMq.get().managementPort(),
                                more));
        listener.set(adapter.path("rabbitmq").getPort());
        return adapter;
    }

    private void announce(String order, String routingKey) throws Exception {
        try (Connection connection = connect(listener.get());
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(
                    "orders",
                    routingKey,
                    new BasicProperties.Builder()
                            .headers(Map.of("x-order-id", order))
                            .build(),
                    "{\"planted\": \"in-a-body\"}".getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        }
    }

    private static Connection connect(int port) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setVirtualHost(virtualHost);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    private static void send(RunningAdapter adapter, String method, String target) {
        assertThat(PlainService.send(method, adapter.path("inbound"), target, "")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Takes one through the listener, and acknowledges it. */
    private void consume() throws Exception {
        try (Connection connection = connect(listener.get());
                Channel channel = connection.createChannel()) {
            channel.basicConsume(
                    "crm.status",
                    false,
                    (tag, delivery) -> {
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                        given.add(new String(delivery.getBody(), StandardCharsets.UTF_8));
                    },
                    tag -> {});
            assertThat(given.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("{\"planted\": \"in-a-body\"}");
        }
    }

    @Test
    void message_isOneTraceFromTheRequestToItsConsumer() throws Exception {
        RunningAdapter adapter = around("");

        send(adapter, "POST", "/orders/10234");
        consume();

        ReceivedSpan request = spans.take("POST /orders/{order}");
        ReceivedSpan publish = spans.take("publish orders:order.priced");
        ReceivedSpan process = spans.take("process crm.status");
        assertThat(publish.traceId()).isEqualTo(request.traceId());
        assertThat(publish.parentSpanId()).isEqualTo(request.spanId());
        assertThat(process.traceId()).isEqualTo(request.traceId());
        assertThat(process.parentSpanId()).isEqualTo(publish.spanId());
        assertThat(publish.serviceName()).isEqualTo("mes-api");
        assertThat(publish.attributes()).containsEntry("peer.service", "rabbitmq");
    }

    @Test
    void order_entersTheStagesThatItsMessagesLeadTo() throws Exception {
        RunningAdapter adapter = around("");
        String order = adapter.pseudonym("order", "10234");

        send(adapter, "POST", "/orders/10234");
        await().atMost(PATIENCE).until(() -> page(adapter, "/journey/" + order).contains("announced"));
        consume();
        await().atMost(PATIENCE).until(() -> page(adapter, "/journey/" + order).contains("status received"));
        spans.takeAll(3);
    }

    @Test
    void messageThatNoQueueTakes_isLostAndItsOrderIsNotAnnounced() throws Exception {
        RunningAdapter adapter = around("");
        String order = adapter.pseudonym("order", "10235");

        send(adapter, "PUT", "/orders/10235");

        await().atMost(PATIENCE).until(() -> page(adapter, "/messages").contains("no queue took it"));
        await().atMost(PATIENCE).until(() -> page(adapter, "/journey/" + order).contains("not announced"));
        assertThat(page(adapter, "/messages?kind=lost")).contains(order).doesNotContain("10235");
        assertThat(adapter.metrics()).containsPattern("messages_lost_total\\{.*reason=\"unroutable\".*} 1.0");
        assertThat(spans.take("publish orders:ordr.priced").attributes())
                .containsEntry("loupe.message.outcome", "unroutable");
        spans.take("PUT /orders/{order}");
    }

    @Test
    void console_showsQueuesAsTheBrokerTellsThem() throws Exception {
        RunningAdapter adapter = around("");
        send(adapter, "POST", "/orders/10234");

        await().atMost(PATIENCE)
                .until(() -> page(adapter, "/queues").replaceAll("<[^>]*>", "").contains("ready1"));
        assertThat(page(adapter, "/queues"))
                .contains("crm.status", "asked 0 s ago")
                .doesNotContain("5ecr3t");
        assertThat(adapter.metrics()).containsPattern("queue_depth\\{.*queue=\"crm.status\".*} 1.0");
        spans.takeAll(2);
    }

    @Test
    void readyLine_namesTheBroker() throws Exception {
        RunningAdapter adapter = around("");

        assertThat(adapter.readyLine())
                .contains("rabbitmq amqp://127.0.0.1:" + listener.get() + " -> amqp://127.0.0.1:"
                        + SharedRabbitMq.get().port())
                .contains("excluded: audit:* (rabbitmq)")
                .contains("brokers: rabbitmq with its queues");
        assertThat(PlainService.send("GET", adapter.console(), "/health/ready", "")
                        .body())
                .contains("rabbitmq");
    }

    @Test
    void brokerThatIsDown_makesTheAdapterUnready() throws Exception {
        RunningAdapter adapter = adapter(
                """
                inbound: {listen: {port: 0}, upstream: {url: "http://127.0.0.1:9"}}
                rabbitmq: [{name: rabbitmq, listen: {port: 0}, upstream: {port: 9}}]
                """);

        assertThat(PlainService.send("GET", adapter.console(), "/health/ready", "")
                        .body())
                .contains("the broker rabbitmq takes no connection");
        assertThat(List.of(adapter.readyLine().split("; "))).contains("brokers: rabbitmq, not monitored");
    }

    private static String page(RunningAdapter adapter, String path) {
        return PlainService.send("GET", adapter.console(), path, "").body();
    }
}
