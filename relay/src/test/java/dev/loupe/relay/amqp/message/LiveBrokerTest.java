package dev.loupe.relay.amqp.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.loupe.rabbitmq.SharedRabbitMq;
import dev.loupe.relay.amqp.AmqpRelay;
import dev.loupe.relay.amqp.AmqpRelaySettings;
import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real client and a real broker, with the relay and this path between them. */
class LiveBrokerTest {
    private final Configured configured = configured();

    @RegisterExtension
    final Scene scene = Scene.live(configured.settings());

    private Vertx vertx;
    private AmqpRelay relay;
    private Connection connection;
    private Channel channel;

    private static Configured configured() {
        Configured configured = new Configured();
        configured.port = SharedRabbitMq.get().port();
        return configured;
    }

    @BeforeEach
    void connect() throws Exception {
        vertx = Vertx.vertx();
        relay = AmqpRelay.start(
                        vertx,
                        new AmqpRelaySettings(
                                new AmqpRelaySettings.Listen(
                                        "127.0.0.1", 0, Optional.empty(), 100, Duration.ofSeconds(30)),
                                new AmqpRelaySettings.Upstream(
                                        "127.0.0.1", configured.port, UpstreamTls.off(), Duration.ofSeconds(10)),
                                64L << 20),
                        scene.path,
                        1)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(relay.port());
        factory.setVirtualHost(SharedRabbitMq.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.exchangeDeclare("orders", "topic", true);
        channel.queueDeclare("crm.status", true, false, false, Map.of());
        channel.queueBind("crm.status", "orders", "order.#");
    }

    @AfterEach
    void disconnect() throws Exception {
        if (connection != null && connection.isOpen()) {
            connection.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static byte[] order(int number) {
        return ("{\"order\":\"" + number + "\",\"status\":\"priced\"}").getBytes(UTF_8);
    }

    private List<SpanData> spans(int count) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> scene.untaken().size() >= count);
        List<SpanData> found = scene.takesAll();
        assertThat(found).hasSize(count);
        return found;
    }

    @Test
    void messagesOneAfterTheOther_areOneTraceEach() throws Exception {
        channel.confirmSelect();
        List<String> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener((code, text, exchange, key, properties, body) -> returned.add(key));
        List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
        Channel consuming = connection.createChannel();
        consuming.basicQos(10);
        consuming.basicConsume(
                "crm.status",
                false,
                (tag, message) -> {
                    headers.add(message.getProperties().getHeaders());
                    consuming.basicAck(message.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});
        for (int i = 0; i < 20; i++) {
            channel.basicPublish("orders", "order.priced", null, order(i));
        }
        channel.waitForConfirmsOrDie(10_000);
        List<SpanData> spans = new ArrayList<>(spans(40));
        List<SpanData> publishes = spans.stream()
                .filter(span -> span.getName().startsWith("publish"))
                .toList();
        List<SpanData> deliveries = spans.stream()
                .filter(span -> span.getName().startsWith("process"))
                .toList();
        assertThat(publishes).hasSize(20);
        assertThat(deliveries).hasSize(20);
        for (SpanData delivery : deliveries) {
            Spans.One one = new Spans.One(delivery).settled("acked").has(Names.MESSAGE_QUEUE_CLOCK, "relays");
            SpanData publish = publishes.stream()
                    .filter(each -> each.getSpanId().equals(delivery.getParentSpanId()))
                    .findFirst()
                    .orElseThrow();
            one.isBelow(publish.getSpanContext())
                    .has(Names.JOURNEY, publish.getAttributes().get(Names.JOURNEY))
                    .has(Names.MESSAGE_ID, publish.getAttributes().get(Names.MESSAGE_ID));
            new Spans.One(publish).ended("confirmed").isOk();
        }
        assertThat(headers).allSatisfy(table -> assertThat(table).containsKeys("traceparent", "tracestate"));
        channel.basicPublish("orders", "invoice.nowhere", null, order(99));
        channel.waitForConfirmsOrDie(10_000);
        new Spans.One(spans(1).get(0)).ended("unroutable").isKeptFor("lost");
        assertThat(returned).as("the publisher had not asked").isEmpty();
        assertThat(scene.fates.outcomes()).filteredOn("CONFIRMED"::equals).hasSize(20);
    }

    @Test
    void returnThatTheClientAskedFor_reachesItAndIsAReturn() throws Exception {
        channel.confirmSelect();
        List<String> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener((code, text, exchange, key, properties, body) -> returned.add(key));
        channel.basicPublish("orders", "invoice.lost", null, order(1));
        channel.basicPublish("orders", "invoice.asked", true, null, order(2));
        channel.basicPublish("orders", "invoice.after", null, order(3));
        channel.waitForConfirmsOrDie(10_000);
        await().atMost(10, TimeUnit.SECONDS).until(() -> !returned.isEmpty());
        assertThat(returned).containsExactly("invoice.asked");
        List<SpanData> spans = spans(3);
        new Spans.One(spans.get(0)).ended("unroutable");
        new Spans.One(spans.get(1)).ended("returned");
        new Spans.One(spans.get(2)).ended("confirmed");
    }

    @Test
    void getsRejectsAndTransactions_areAsTheBrokerHasThem() throws Exception {
        channel.txSelect();
        channel.basicPublish("orders", "order.priced", null, order(1));
        channel.basicPublish("orders", "invoice.nowhere", null, order(2));
        channel.txCommit();
        channel.basicPublish("orders", "order.priced", null, order(3));
        channel.txRollback();
        List<SpanData> published = spans(3);
        new Spans.One(published.get(0)).ended("committed");
        new Spans.One(published.get(1)).ended("unroutable");
        new Spans.One(published.get(2)).ended("rolled_back");
        Channel other = connection.createChannel();
        GetResponse got = other.basicGet("crm.status", false);
        other.basicReject(got.getEnvelope().getDeliveryTag(), true);
        got = other.basicGet("crm.status", false);
        assertThat(got.getEnvelope().isRedeliver()).isTrue();
        other.basicReject(got.getEnvelope().getDeliveryTag(), false);
        assertThat(other.basicGet("crm.status", true)).isNull();
        List<SpanData> gets = spans(2);
        new Spans.One(gets.get(0)).settled("requeued").isBelow(published.get(0).getSpanContext());
        new Spans.One(gets.get(1)).settled("rejected").has(Names.MESSAGE_REDELIVERED, true);
    }

    @Test
    void channelException_voidsItsPublishes() throws Exception {
        channel.confirmSelect();
        channel.basicPublish("missing", "x", new AMQP.BasicProperties(), order(1));
        new Spans.One(spans(1).get(0)).ended("channel_closed").has(Names.MESSAGE_REPLY_CODE, "404");
        Channel again = connection.createChannel();
        again.confirmSelect();
        again.basicPublish("orders", "order.priced", null, order(2));
        again.waitForConfirmsOrDie(10_000);
        new Spans.One(spans(1).get(0)).ended("confirmed");
    }
}
