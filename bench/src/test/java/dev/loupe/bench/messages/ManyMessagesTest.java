package dev.loupe.bench.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.loupe.bench.sink.ReceivedSpan;
import dev.loupe.rabbitmq.SharedRabbitMq;
import dev.loupe.telemetry.Names;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A clean run at full speed: nothing is changed but what is documented, everything is counted, and nothing is reported. */
class ManyMessagesTest {
    private static final int MESSAGES = Boolean.getBoolean("loupe.long") ? 1_000_000 : 100_000;
    private static final int PUBLISHERS = 2;
    private static final int BATCH = 500;
    private static final long MOST_UNEXPORTED = 400_000;
    private static final String QUEUE = "samples";

    private final Queue<String> differences = new ConcurrentLinkedQueue<>();
    private final BitSet delivered = new BitSet(MESSAGES);
    private final AtomicInteger publishes = new AtomicInteger();
    private final AtomicInteger processes = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final CountDownLatch all = new CountDownLatch(MESSAGES);

    @Test
    void cleanRunAtFullSpeed_isAsSentAndCountedExactly() throws Exception {
        String virtualHost = SharedRabbitMq.virtualHost();
        try (Watched watched = new Watched(SharedRabbitMq.get().port(), this::exported)) {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(watched.port());
            factory.setVirtualHost(virtualHost);
            try (Connection consuming = factory.newConnection()) {
                consuming.createChannel().queueDeclare(QUEUE, false, false, false, null);
                consume(consuming.createChannel());
                consume(consuming.createChannel());
                publish(factory, watched);
                assertThat(all.await(5, TimeUnit.MINUTES))
                        .as("delivered of " + MESSAGES + ": " + (MESSAGES - all.getCount()))
                        .isTrue();
            }
            watched.finish();
            await("exporting").atMost(Duration.ofMinutes(2)).until(() -> watched.exported() >= 2L * MESSAGES);

            assertThat(differences).isEmpty();
            assertThat(delivered.cardinality()).isEqualTo(MESSAGES);
            assertThat(publishes).hasValue(MESSAGES);
            assertThat(processes).hasValue(MESSAGES);
            assertThat(others).hasValue(0);
            assertThat(watched.sum("messaging_client_sent_messages(_total)?")).isEqualTo(MESSAGES);
            assertThat(watched.sum("messaging_client_consumed_messages(_total)?"))
                    .isEqualTo(MESSAGES);
            for (String trouble : List.of("lost", "unknown", "duplicated", "late", "stuck")) {
                assertThat(watched.sum("messages_" + trouble + "(_total)?"))
                        .as(trouble)
                        .isZero();
            }
        }
    }

    private void exported(ReceivedSpan span) {
        String type = span.texts().get("messaging.operation.type");
        boolean good = "confirmed".equals(span.texts().get(Names.MESSAGE_OUTCOME.getKey()))
                || "acked".equals(span.texts().get(Names.MESSAGE_SETTLEMENT.getKey()));
        if (good && "send".equals(type)) {
            publishes.incrementAndGet();
        } else if (good && "process".equals(type)) {
            processes.incrementAndGet();
        } else {
            others.incrementAndGet();
        }
    }

    private void consume(Channel channel) throws IOException {
        channel.basicQos(1_000);
        channel.basicConsume(QUEUE, false, (tag, delivery) -> take(channel, delivery), tag -> {});
    }

    private void take(Channel channel, Delivery delivery) throws IOException {
        int number = Sample.number(delivery);
        String difference = Sample.difference(number, delivery);
        if (!difference.isEmpty()) {
            differences.add(difference);
        }
        synchronized (delivered) {
            if (delivered.get(number)) {
                differences.add(number + " came twice");
            }
            delivered.set(number);
        }
        long tag = delivery.getEnvelope().getDeliveryTag();
        if (tag % 10 == 0) {
            channel.basicAck(tag, true);
        } else if (all.getCount() <= 2_000) {
            channel.basicAck(tag, false);
        }
        all.countDown();
    }

    private void publish(ConnectionFactory factory, Watched watched) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            int first = i;
            Thread thread = new Thread(() -> publish(factory, watched, first), "publisher-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void publish(ConnectionFactory factory, Watched watched, int first) {
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            int unconfirmed = 0;
            for (int number = first; number < MESSAGES; number += PUBLISHERS) {
                channel.basicPublish("", QUEUE, Sample.properties(number), Sample.body(number));
                unconfirmed++;
                if (unconfirmed == BATCH) {
                    channel.waitForConfirmsOrDie(60_000);
                    unconfirmed = 0;
                    while (2L * sent.addAndGet(BATCH) - watched.exported() > MOST_UNEXPORTED) {
                        sent.addAndGet(-BATCH);
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                    }
                }
            }
            channel.waitForConfirmsOrDie(60_000);
        } catch (Exception e) {
            differences.add("a publisher: " + e);
        }
    }
}
