package dev.loupe.bench.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * RabbitMQ's Java client, for a service: one channel on which everybody publishes with confirms, and one that gives it work.
 * Thread-safe.
 */
final class BrokerClient implements AutoCloseable {
    private static final int PREFETCH = 10;

    private final Ledger ledger;
    private final Connection connection;
    private final Channel publisher;
    private final Channel consumer;
    private final Map<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentHashMap<>();

    /**
     * @param broker where the broker seems to be
     * @param work is given each message, and has to see to it that it is {@link #done}
     */
    BrokerClient(Ledger ledger, Messaging.Broker broker, Consumer<Delivery> work) throws IOException {
        this.ledger = ledger;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        try {
            connection = factory.newConnection();
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
        publisher = connection.createChannel();
        publisher.confirmSelect();
        publisher.addConfirmListener(this::confirmed, (tag, multiple) -> ledger.failed("a message was refused"));
        consumer = connection.createChannel();
        consumer.basicQos(PREFETCH);
        consumer.basicConsume(Messaging.WORK, false, (tag, delivery) -> work.accept(delivery), tag -> {});
    }

    private void confirmed(long tag, boolean multiple) {
        unconfirmed.forEach((sequence, future) -> {
            if (sequence == tag || (multiple && sequence < tag)) {
                unconfirmed.remove(sequence);
                future.complete(null);
            }
        });
    }

    /** Completes when the broker has confirmed it. */
    CompletableFuture<Void> publish(Step.Publish message, Task task) {
        int operation = ledger.begins(message.carries(), task, Ledger.Kind.PUBLISH);
        Map<String, Object> headers = new HashMap<>();
        if (message.carries() == Carries.CONTEXT) {
            headers.put("traceparent", task.traceparent());
        }
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .messageId(MessageSpans.id(operation))
                .headers(headers)
                .build();
        CompletableFuture<Void> confirm = new CompletableFuture<>();
        byte[] body = message.order().map(Errand::json).orElse("{}").getBytes(UTF_8);
        try {
            synchronized (publisher) {
                unconfirmed.put(publisher.getNextPublishSeqNo(), confirm);
                publisher.basicPublish(Messaging.OUT, message.routingKey(), properties, body);
            }
        } catch (IOException e) {
            confirm.completeExceptionally(e);
        }
        return confirm;
    }

    /** What a message says of itself. */
    static int number(Delivery delivery) {
        return Integer.parseInt(
                delivery.getProperties().getHeaders().get(Duties.NUMBER).toString());
    }

    /** What it is about. */
    static String order(Delivery delivery) {
        return delivery.getProperties().getHeaders().get(Duties.ABOUT).toString();
    }

    /** The service has done what a message asked for. */
    void done(Delivery delivery) {
        try {
            synchronized (consumer) {
                consumer.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
            }
        } catch (IOException e) {
            ledger.failed("an acknowledgement: " + e);
        }
        ledger.handled(number(delivery));
    }

    @Override
    public void close() {
        connection.abort();
    }
}
