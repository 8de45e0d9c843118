package dev.loupe.relay.amqp.monitor;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings.Broker;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * The monitor's own connection over AMQP, with one channel, over which queues are declared passively: that changes nothing.
 * Blocks for no longer than its time-outs; touched on one worker thread at a time, but for {@link #abort}.
 */
final class BrokerConnection {
    private static final int HEARTBEAT_SECONDS = 10;

    private final BrokerMonitorSettings settings;
    private final String name;
    private volatile Connection connection;
    private Channel channel;

    /** @param name by which administrators find the connection */
    BrokerConnection(BrokerMonitorSettings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    /** A queue of which nothing is known, and why. */
    record Unknown(String queue, String words) {}

    /** What was learnt of the queues. */
    record Answers(List<QueueFacts> known, List<Unknown> unknown) {}

    /** Asks for all the queues; connects before, if there is no connection. */
    Answers ask(List<String> queues) throws IOException, TimeoutException, GeneralSecurityException {
        if (connection == null || !connection.isOpen()) {
            connect();
        }
        long deadline =
                System.nanoTime() + settings.interval().plus(settings.timeout()).toNanos();
        Answers answers = new Answers(new ArrayList<>(), new ArrayList<>());
        for (String queue : queues) {
            if (System.nanoTime() - deadline > 0) {
                answers.unknown().add(new Unknown(queue, "the broker is too slow for so many of monitor.queues"));
            } else {
                ask(queue, answers);
            }
        }
        return answers;
    }

    private void ask(String queue, Answers answers) throws IOException {
        if (channel == null || !channel.isOpen()) {
            // A queue that is not there closes the channel (AMQP 0-9-1, queue.declare).
            channel = connection.createChannel();
        }
        try {
            AMQP.Queue.DeclareOk declared = channel.queueDeclarePassive(queue);
            answers.known().add(QueueFacts.declared(queue, declared.getMessageCount(), declared.getConsumerCount()));
        } catch (IOException e) {
            String words = e.getCause() instanceof ShutdownSignalException signal && !signal.isHardError()
                    ? Trouble.ofQueue(signal)
                    : "";
            if (words.isEmpty()) {
                abort();
                throw e;
            }
            answers.unknown().add(new Unknown(queue, words));
        }
    }

    private void connect() throws IOException, TimeoutException, GeneralSecurityException {
        Broker broker = settings.broker();
        int timeout = (int) settings.timeout().toMillis();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(broker.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(timeout);
        factory.setHandshakeTimeout(timeout);
        factory.setChannelRpcTimeout(timeout);
        factory.setShutdownTimeout(timeout);
        factory.setRequestedChannelMax(1);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setExceptionHandler(new QuietExceptions());
        factory.setThreadFactory(task -> {
            Thread thread = new Thread(task, "loupe-broker-monitor");
            thread.setDaemon(true);
            return thread;
        });
        BrokerTls.apply(broker, factory);
        channel = null;
        connection = factory.newConnection(List.of(new Address(broker.host(), broker.port())), name);
    }

    boolean isOpen() {
        Connection now = connection;
        return now != null && now.isOpen();
    }

    /** Closes it in order, within a moment, or else without. */
    void close() {
        Connection now = connection;
        if (now != null) {
            now.abort((int) Math.min(
                    settings.timeout().toMillis(), Duration.ofSeconds(1).toMillis()));
        }
    }

    /** Who does not answer is left. */
    void abort() {
        Connection now = connection;
        if (now != null) {
            now.abort(1);
        }
    }
}
