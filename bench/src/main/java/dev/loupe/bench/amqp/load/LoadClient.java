package dev.loupe.bench.amqp.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * One connection that publishes to its own queue and consumes from it, in a closed loop: as many messages are under way as its
 * window has room for. Each is an order's new state in JSON, if it is long enough.
 */
final class LoadClient {
    private static final BasicProperties PROPERTIES = new BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(1)
            .build();

    private static final String BEGINNING = "{\"order\":\"00000000\",\"status\":\"";
    private static final int DIGITS_AT = BEGINNING.indexOf('0');
    private static final int DIGITS = 8;
    private static final int ORDERS = 10_000;

    /** Of so many messages the time is taken. */
    private static final int SAMPLES = 200_000;

    private static final long PATIENCE_SECONDS = 20;

    private final LoadOrder order;
    private final Connection connection;
    private final Channel publishing;
    private final Channel consuming;
    private final String queue;
    private final byte[] body;
    private final Semaphore room;
    private final AtomicLongArray published;
    private final long[] nanos = new long[SAMPLES];
    private volatile long delivered;
    private final LongAdder wrong = new LongAdder();
    private long sent;

    LoadClient(Connection connection, LoadOrder order, int number) throws IOException {
        this.order = order;
        this.connection = connection;
        this.publishing = connection.createChannel();
        this.consuming = connection.createChannel();
        this.queue = "bench." + (char) ('a' + number);
        this.body = body(order.bodyBytes());
        this.room = new Semaphore(order.window());
        this.published = new AtomicLongArray(order.window());
        if (order.confirms()) {
            publishing.confirmSelect();
        }
        consuming.queueDeclare(queue, false, true, true, null);
        consuming.basicQos(order.prefetch());
        consuming.basicConsume(queue, false, new Receiver());
    }

    private static byte[] body(int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) 'x');
        if (bytes > BEGINNING.length() + 2) {
            System.arraycopy(BEGINNING.getBytes(US_ASCII), 0, body, 0, BEGINNING.length());
            body[bytes - 2] = '"';
            body[bytes - 1] = '}';
        }
        return body;
    }

    /** Publishes until then, and waits for what is under way. */
    void run(long deadline) throws IOException, InterruptedException, TimeoutException {
        while (System.nanoTime() < deadline) {
            if (room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                number(sent % ORDERS);
                published.set((int) (sent % order.window()), System.nanoTime());
                publishing.basicPublish("", queue, PROPERTIES, body);
                sent++;
            }
        }
        if (!room.tryAcquire(order.window(), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            wrong.add(sent - delivered);
        }
        if (order.confirms() && !publishing.waitForConfirms(PATIENCE_SECONDS * 1_000)) {
            wrong.increment();
        }
    }

    private void number(long value) {
        if (body.length > BEGINNING.length()) {
            long rest = value;
            for (int i = DIGITS - 1; i >= 0; i--) {
                body[DIGITS_AT + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    void close() throws IOException {
        connection.close();
    }

    long delivered() {
        return delivered;
    }

    long errors() {
        return wrong.sum();
    }

    long[] latencies() {
        return Arrays.copyOf(nanos, (int) Math.min(delivered, SAMPLES));
    }

    private final class Receiver extends DefaultConsumer {
        Receiver() {
            super(consuming);
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // a channel's deliveries come one after the other
        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] came)
                throws IOException {
            long count = delivered;
            nanos[(int) (count % SAMPLES)] = System.nanoTime() - published.get((int) (count % order.window()));
            if (came.length != order.bodyBytes() || envelope.isRedeliver()) {
                wrong.increment();
            }
            consuming.basicAck(envelope.getDeliveryTag(), false);
            delivered = count + 1;
            room.release();
        }
    }
}
