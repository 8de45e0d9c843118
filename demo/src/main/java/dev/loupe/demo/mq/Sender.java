package dev.loupe.demo.mq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.loupe.demo.http.Json;
import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.ledger.Period;
import dev.loupe.demo.ledger.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Publishes messages about orders to one exchange, and waits for the broker's confirm of each. Thread-safe. */
public final class Sender implements AutoCloseable {
    /** The header in which an order's number stands. */
    static final String ORDER = "x-order-id";

    private static final long PATIENCE_MILLIS = 5_000;
    private static final int PERSISTENT = 2;

    private final Connection connection;
    private final Channel channel;
    private final String exchange;
    private final Book book;

    /**
     * Connects.
     *
     * @param service by whose name the broker knows the connection
     * @param exchange which is there
     * @param book of that service
     */
    public Sender(String service, BrokerAccess access, String exchange, Book book) {
        this.connection = access.connect(service);
        this.exchange = exchange;
        this.book = book;
        try {
            this.channel = connection.createChannel();
            channel.confirmSelect();
        } catch (IOException e) {
            connection.abort();
            throw new UncheckedIOException(service + " gets no channel", e);
        }
    }

    /**
     * Publishes one; blocks until the broker has it.
     *
     * @param cause what it is done for; the message is about its order
     * @param key routing key
     * @param id the same for the same news, however often that is sent
     * @throws IOException if the broker does not confirm it
     */
    public synchronized void send(Act.Cause cause, String key, String id, Map<String, String> news)
            throws IOException, InterruptedException {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .messageId(id)
                .headers(Map.of(ORDER, cause.order()))
                .build();
        long began = System.nanoTime();
        boolean confirmed = false;
        try {
            channel.basicPublish(exchange, key, properties, Json.write(news));
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
            confirmed = true;
        } catch (AlreadyClosedException | TimeoutException e) {
            throw new IOException("the broker does not confirm it", e);
        } finally {
            book.sent(new Sent(cause, exchange, key, id, confirmed, new Period(began, System.nanoTime())));
        }
    }

    @Override
    public void close() {
        connection.abort();
    }
}
