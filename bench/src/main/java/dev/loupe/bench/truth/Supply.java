package dev.loupe.bench.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/** Another company that sends work, straight to the broker: always so many messages that are not done yet. */
final class Supply implements AutoCloseable {
    private static final int FIRST_ORDER = 50_000_000;

    private final Ledger ledger;
    private final Connection connection;
    private final Channel channel;

    /** @param broker itself */
    Supply(Ledger ledger, Messaging.Broker broker) throws IOException {
        this.ledger = ledger;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        try {
            connection = factory.newConnection();
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
        channel = connection.createChannel();
    }

    /** Makes the queues and the exchange, before anybody wants them. */
    static void prepare(Messaging.Broker broker) throws IOException {
        try (Supply supply = new Supply(new Ledger(), broker)) {
            Messaging.declare(supply.channel);
        }
    }

    /**
     * Blocks until all have been sent.
     *
     * @param atOnce how many may be on their way or worked on
     */
    void send(int messages, int atOnce) throws InterruptedException {
        Semaphore room = new Semaphore(atOnce);
        for (int i = 0; i < messages; i++) {
            room.acquire();
            int number = ledger.next();
            ledger.supplied(number).whenComplete((done, never) -> room.release());
            send(number);
        }
    }

    private void send(int number) {
        String order = Integer.toString(FIRST_ORDER + number);
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .messageId(MessageSpans.id(number))
                .headers(Map.of(Duties.NUMBER, number, Duties.ABOUT, order))
                .build();
        try {
            channel.basicPublish(
                    "",
                    Messaging.WORK,
                    properties,
                    Mission.of(number).body(order).getBytes(UTF_8));
        } catch (IOException e) {
            ledger.failed("a message to the service: " + e);
            ledger.handled(number);
        }
    }

    @Override
    public void close() {
        connection.abort();
    }
}
