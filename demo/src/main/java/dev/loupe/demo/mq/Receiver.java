package dev.loupe.demo.mq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import dev.loupe.demo.ledger.Act;
import dev.loupe.demo.ledger.Book;
import dev.loupe.demo.ledger.Got;
import dev.loupe.demo.ledger.Period;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Takes messages from queues, on one connection with a channel for each queue, and says what became of each. Thread-safe. */
public final class Receiver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Receiver.class.getName());

    private final AtomicLong numbers = new AtomicLong();
    private final Connection connection;
    private final String service;
    private final Book book;
    private final ExecutorService workers;

    /**
     * Connects.
     *
     * @param service its name in the book, by which the broker knows the connection too
     * @param workers how many messages are worked on at the same time
     * @param book of that service
     */
    public Receiver(String service, BrokerAccess access, int workers, Book book) {
        this.connection = access.connect(service);
        this.service = service;
        this.book = book;
        this.workers = Executors.newFixedThreadPool(workers);
    }

    /** Reads a message. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Does what it says; blocks as long as that takes.
         *
         * @throws IllegalArgumentException if it cannot be understood, and never will be
         */
        void read(Letter letter) throws IOException, SQLException, InterruptedException;
    }

    /**
     * Lets messages come, from here on.
     *
     * @param prefetch how many may be here without having been acknowledged
     */
    public void listen(String queue, int prefetch, Reader reader) {
        try {
            Channel channel = connection.createChannel();
            channel.basicQos(prefetch);
            channel.basicConsume(queue, false, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                    Letter letter = letter(queue, envelope, properties, body);
                    try {
                        workers.execute(() -> work(channel, queue, letter, reader));
                    } catch (RejectedExecutionException e) {
                        LOG.log(Level.DEBUG, "it is over", e);
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(service + " cannot listen to " + queue, e);
        }
    }

    /** Fetches one message after the other, until there is none. */
    public void empty(String queue, Reader reader) throws IOException {
        try {
            Channel channel = connection.createChannel();
            GetResponse response = channel.basicGet(queue, false);
            while (response != null) {
                work(
                        channel,
                        queue,
                        letter(queue, response.getEnvelope(), response.getProps(), response.getBody()),
                        reader);
                response = channel.basicGet(queue, false);
            }
            channel.abort();
        } catch (AlreadyClosedException e) {
            throw new IOException("the broker has gone", e);
        }
    }

    private Letter letter(String queue, Envelope envelope, BasicProperties properties, byte[] body) {
        Act.Cause cause = new Act.Cause(service, Got.from(queue), Letter.order(properties), numbers.incrementAndGet());
        return new Letter(cause, envelope, properties, body);
    }

    private void work(Channel channel, String queue, Letter letter, Reader reader) {
        try {
            reader.read(letter);
            settle(channel, queue, letter, Got.Settled.ACKED);
        } catch (IllegalArgumentException e) {
            settle(channel, queue, letter, Got.Settled.REJECTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "not now", e);
            settle(channel, queue, letter, Got.Settled.REQUEUED);
        }
    }

    private void settle(Channel channel, String queue, Letter letter, Got.Settled settled) {
        long tag = letter.envelope().getDeliveryTag();
        Period when = new Period(letter.arrived(), System.nanoTime());
        book.got(new Got(letter.cause(), queue, letter.id(), letter.envelope().isRedeliver(), settled, when));
        try {
            switch (settled) {
                case ACKED -> channel.basicAck(tag, false);
                case REJECTED -> channel.basicReject(tag, false);
                case REQUEUED -> channel.basicNack(tag, false, true);
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.log(Level.DEBUG, "the broker has gone, and will send it again", e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        connection.abort();
    }
}
