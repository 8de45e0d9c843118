package dev.loupe.bench.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.telemetry.Names;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The broker is killed in the middle and started again: what is said of each message is what became of it. */
class BrokerDeathTest {
    private static final int MESSAGES = Boolean.getBoolean("loupe.long") ? 200_000 : 20_000;
    private static final int MOST_UNCONFIRMED = 200;
    private static final String QUEUE = "orders";

    private final Set<Integer> published = ConcurrentHashMap.newKeySet();
    private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> delivered = new ConcurrentHashMap<>();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Queue<String>> outcomes = new ConcurrentHashMap<>();
    private final Map<Integer, Queue<String>> settlements = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void brokerKilledInTheMiddle_everyMessageIsAccountedFor() throws Exception {
        try (EmbeddedRabbitMq broker = EmbeddedRabbitMq.start();
                Watched watched = new Watched(broker.port(), this::exported)) {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(watched.port());
            factory.setAutomaticRecoveryEnabled(false);
            declare(factory);
            Thread consumer = new Thread(() -> consume(factory), "consumer");
            Thread publisher = new Thread(() -> publish(factory), "publisher");
            consumer.start();
            publisher.start();

            await("the first half").atMost(Duration.ofMinutes(2)).until(() -> published.size() > MESSAGES / 2);
            broker.kill();
            broker.restart();

            publisher.join();
            await("the rest")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> acknowledged.containsAll(confirmed) && isEmpty(broker));
            over.set(true);
            consumer.join();
            watched.finish();
            await("exporting")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> watched.exported() >= spansOfDeliveries() && outcomes.size() >= confirmed.size());
            watched.close();

            assertThat(confirmed.size()).isGreaterThan(MESSAGES / 2);
            publishesAreToldAsTheyWere();
            deliveriesAreToldAsTheyWere();
            everyMessageIsAccountedFor(watched);
        }
    }

    private long spansOfDeliveries() {
        return delivered.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void publishesAreToldAsTheyWere() {
        outcomes.forEach(
                (number, told) -> assertThat(told).as("publish of " + number).hasSize(1));
        assertThat(published).containsAll(outcomes.keySet());
        for (Integer number : confirmed) {
            assertThat(outcomes.get(number)).as("confirmed " + number).containsExactly("confirmed");
        }
        outcomes.forEach((number, told) -> {
            if (told.contains("confirmed")) {
                assertThat(delivered).as("durable, persistent, confirmed").containsKey(number);
            } else {
                assertThat(told).containsExactly("connection_closed");
            }
        });
    }

    private void deliveriesAreToldAsTheyWere() {
        assertThat(settlements.keySet()).isEqualTo(delivered.keySet());
        settlements.forEach((number, told) -> assertThat(told)
                .as("deliveries of " + number)
                .hasSize(delivered.get(number).get()));
        for (Integer number : acknowledged) {
            assertThat(settlements.get(number)).as("acknowledged " + number).contains("acked");
        }
    }

    private void everyMessageIsAccountedFor(Watched watched) {
        long unconfirmed = outcomes.values().stream()
                .filter(told -> !told.contains("confirmed"))
                .count();
        assertThat(watched.sum("messages_lost") + watched.sum("messages_unknown"))
                .as("told to be lost or unknown")
                .isEqualTo((double) unconfirmed);
        for (Integer number : published) {
            boolean processed = acknowledged.contains(number);
            boolean told = outcomes.containsKey(number) && !outcomes.get(number).contains("confirmed");
            boolean neverLeft = !outcomes.containsKey(number);
            assertThat(processed || told || neverLeft).as("fate of " + number).isTrue();
        }
    }

    private void exported(ReceivedSpan span) {
        String type = span.texts().get("messaging.operation.type");
        int number = (int) java.util
                .UUID
                .fromString(span.texts().get(Names.MESSAGE_ID.getKey()))
                .getLeastSignificantBits();
        if ("send".equals(type)) {
            outcomes.computeIfAbsent(number, first -> new ConcurrentLinkedQueue<>())
                    .add(span.texts().get(Names.MESSAGE_OUTCOME.getKey()));
        } else {
            settlements
                    .computeIfAbsent(number, first -> new ConcurrentLinkedQueue<>())
                    .add(span.texts().get(Names.MESSAGE_SETTLEMENT.getKey()));
        }
    }

    private static boolean isEmpty(EmbeddedRabbitMq broker) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            return channel.messageCount(QUEUE) == 0;
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }

    private static void declare(ConnectionFactory factory) throws Exception {
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(QUEUE, true, false, false, null);
        }
    }

    private void publish(ConnectionFactory factory) {
        int next = 0;
        while (next < MESSAGES) {
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                next = publish(channel, next);
            } catch (IOException | TimeoutException | AlreadyClosedException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                next = published.size();
            }
        }
    }

    /** What was not confirmed when the connection broke is not sent again. */
    private int publish(Channel channel, int from) throws IOException {
        Map<Long, Integer> unconfirmed = new ConcurrentHashMap<>();
        channel.confirmSelect();
        channel.addConfirmListener(
                (tag, multiple) -> unconfirmed.forEach((sequence, number) -> {
                    if (sequence == tag || (multiple && sequence < tag)) {
                        confirmed.add(number);
                        unconfirmed.remove(sequence);
                    }
                }),
                (tag, multiple) -> {});
        for (int number = from; number < MESSAGES; number++) {
            while (unconfirmed.size() > MOST_UNCONFIRMED && channel.isOpen()) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            }
            unconfirmed.put(channel.getNextPublishSeqNo(), number);
            published.add(number);
            channel.basicPublish(
                    "",
                    QUEUE,
                    MessageProperties.PERSISTENT_BASIC
                            .builder()
                            .messageId(Sample.id(number))
                            .headers(Map.of(Sample.NUMBER, number))
                            .build(),
                    Sample.body(number));
        }
        while (!unconfirmed.isEmpty() && channel.isOpen()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return MESSAGES;
    }

    private void consume(ConnectionFactory factory) {
        while (!over.get()) {
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.basicQos(100);
                channel.basicConsume(QUEUE, false, (tag, delivery) -> take(channel, delivery), tag -> {});
                while (!over.get() && connection.isOpen()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            } catch (IOException | TimeoutException | AlreadyClosedException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private void take(Channel channel, Delivery delivery) throws IOException {
        int number = Sample.number(delivery);
        delivered.computeIfAbsent(number, first -> new AtomicInteger()).incrementAndGet();
        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        // What the broker did not get of it, it would deliver again; then it is acknowledged again.
        acknowledged.add(number);
    }
}
