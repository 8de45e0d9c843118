package dev.loupe.relay.amqp.protocol;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.relay.wire.Recording;
import dev.loupe.relay.wire.RecordingProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.rabbitmq.QueueOptions;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/**
 * Records the sessions of {@link RecordedSessionsTest} anew, from a broker of its own: {@code java -cp <test class path>
 * dev.loupe.relay.amqp.protocol.RecordSessions <folder>}. Needs pika and amqp-tools. Expected events are written too, to be
 * read before they are kept.
 */
final class RecordSessions {
    private static final byte[] BODY = "{\"order\":17}".getBytes(StandardCharsets.UTF_8);

    private final RecordingProxy proxy;
    private final List<Recording> recordings = new ArrayList<>();
    private final String server;

    private RecordSessions(RecordingProxy proxy, String server) {
        this.proxy = proxy;
        this.server = server;
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        record(folder, List.of(), RecordSessions::recordAll);
        record(
                folder,
                List.of("vm_memory_high_watermark.absolute = 1MB"),
                sessions -> sessions.java("java-blocked", factory -> {}, RecordSessions::blocked));
        try (Stream<Path> files = Files.list(folder)) {
            Files.write(
                    folder.resolve("sessions.txt"),
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".session"))
                            .map(file -> file.replace(".session", ""))
                            .sorted()
                            .toList());
        }
        System.exit(0);
    }

    private interface Recorded {
        void by(RecordSessions sessions) throws Exception;
    }

    private static void record(Path folder, List<String> settings, Recorded recorded) throws Exception {
        List<String> all = new ArrayList<>(settings);
        // The name that the broker would find has the machine's name in it.
        all.add("cluster_name = recorded");
        try (EmbeddedRabbitMq broker = EmbeddedRabbitMq.start(all, List.of());
                RecordingProxy proxy = new RecordingProxy(broker.port())) {
            RecordSessions sessions = new RecordSessions(proxy, "RabbitMQ " + version(broker));
            recorded.by(sessions);
            for (Recording recording : sessions.recordings) {
                recording.write(folder);
                Files.write(
                        folder.resolve(recording.name() + ".events"),
                        Told.of(recording, RecordedSessionsTest.SETTINGS));
            }
        }
    }

    private static String version(EmbeddedRabbitMq broker) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(broker.port());
        try (Connection connection = factory.newConnection()) {
            return connection.getServerProperties().get("version").toString();
        }
    }

    private void recordAll() throws Exception {
        java("java-confirms", factory -> {}, RecordSessions::confirms);
        java("java-returns", factory -> {}, RecordSessions::returns);
        java("java-transaction", factory -> {}, RecordSessions::transaction);
        java("java-consume", factory -> {}, RecordSessions::consume);
        java("java-get", factory -> {}, RecordSessions::get);
        java("java-dead-letter", factory -> {}, RecordSessions::deadLetter);
        java("java-small-frames", factory -> factory.setRequestedFrameMax(4096), RecordSessions::largeBody);
        java("java-every-field-type", factory -> {}, RecordSessions::everyFieldType);
        java("java-exchanges", factory -> {}, RecordSessions::exchanges);
        java("java-channel-exception", factory -> {}, RecordSessions::channelException);
        java("java-two-channels", factory -> factory.setRequestedFrameMax(4096), RecordSessions::twoChannels);
        java("java-queue-deleted", factory -> {}, RecordSessions::queueDeleted);
        java("java-refused", factory -> factory.setPassword("wrong"), (connection, channel) -> {});
        java("java-quorum-redelivered", factory -> {}, RecordSessions::quorum);
        pika();
        amqpTools();
        vertx();
        spring();
    }

    private interface Use {
        void run(Connection connection, Channel channel) throws Exception;
    }

    private interface Setting {
        void set(ConnectionFactory factory);
    }

    private void java(String name, Setting setting, Use use) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(proxy.port());
        factory.setAutomaticRecoveryEnabled(false);
        setting.set(factory);
        try {
            Connection connection = factory.newConnection();
            use.run(connection, connection.createChannel());
            // A broker that blocks its publishers does not answer.
            connection.abort(3_000);
        } catch (IOException refused) {
            System.out.println(name + ": " + refused.getMessage());
        }
        keep(name, "amqp-client " + Connection.class.getPackage().getImplementationVersion());
    }

    private void keep(String name, String client) throws InterruptedException {
        recordings.addAll(proxy.take(name, "Captured by RecordSessions from " + server + " and " + client));
    }

    private static void confirms(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.confirmSelect();
        for (int i = 0; i < 12; i++) {
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_TEXT_PLAIN, BODY);
        }
        channel.basicPublish("", queue, null, new byte[0]);
        channel.waitForConfirmsOrDie(10_000);
        channel.queuePurge(queue);
        channel.queueDelete(queue);
    }

    private static void returns(Connection connection, Channel channel) throws Exception {
        CountDownLatch returned = new CountDownLatch(2);
        channel.addReturnListener(
                (ReturnListener) (code, text, exchange, key, properties, body) -> returned.countDown());
        channel.confirmSelect();
        channel.basicPublish("", "no.such.queue", true, null, BODY);
        channel.basicPublish(
                "amq.topic",
                "nobody.listens",
                true,
                new BasicProperties.Builder()
                        .messageId("m-1")
                        .headers(Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                        .build(),
                new byte[0]);
        returned.await(10, TimeUnit.SECONDS);
        channel.waitForConfirmsOrDie(10_000);
    }

    private static void transaction(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.txSelect();
        channel.basicPublish("", queue, null, BODY);
        channel.txCommit();
        channel.basicPublish("", queue, null, BODY);
        channel.txRollback();
    }

    private static void consume(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.basicQos(3);
        BlockingQueue<Envelope> came = new LinkedBlockingQueue<>();
        String tag = channel.basicConsume(queue, false, consumer(channel, came));
        for (int i = 0; i < 6; i++) {
            channel.basicPublish("", queue, MessageProperties.BASIC, BODY);
        }
        channel.basicAck(next(came), false);
        channel.basicNack(next(came), false, true);
        channel.basicReject(next(came), false);
        next(came);
        channel.basicAck(next(came), true);
        channel.basicRecover(true);
        next(came);
        channel.basicCancel(tag);
    }

    private static void get(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.basicGet(queue, true);
        channel.basicPublish("", queue, MessageProperties.BASIC, BODY);
        channel.basicPublish("", queue, null, new byte[0]);
        channel.basicAck(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), false);
        channel.basicGet(queue, true);
    }

    private static void deadLetter(Connection connection, Channel channel) throws Exception {
        channel.queueDeclare("status.dead", false, false, true, null);
        channel.exchangeDeclare("dead", BuiltinExchangeType.FANOUT, false, true, null);
        channel.queueBind("status.dead", "dead", "");
        channel.queueDeclare(
                "status", false, false, true, Map.of("x-dead-letter-exchange", "dead", "x-message-ttl", 2_000));
        BlockingQueue<Envelope> dead = new LinkedBlockingQueue<>();
        channel.basicConsume("status.dead", true, consumer(channel, dead));
        channel.basicPublish("", "status", MessageProperties.BASIC, BODY);
        channel.basicNack(channel.basicGet("status", false).getEnvelope().getDeliveryTag(), false, false);
        next(dead);
        channel.basicPublish(
                "", "status", new BasicProperties.Builder().expiration("1").build(), BODY);
        next(dead);
    }

    private static void largeBody(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.basicPublish("", queue, null, new byte[10_000]);
        channel.basicPublish("", queue, null, new byte[2 * (4096 - 8)]);
        channel.basicGet(queue, true);
        channel.basicGet(queue, true);
    }

    @SuppressWarnings("JavaUtilDate") // the client takes nothing else
    private static void everyFieldType(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        Map<String, Object> nested = Map.of("deep", Map.of("deeper", List.of(1, "two", Map.of("three", 3L))));
        LongString text = LongStringHelper.asLongString("text");
        Map<String, Object> headers = new HashMap<>(nested);
        headers.put("int", 1);
        headers.put("long", -2L);
        headers.put("short", (short) 3);
        headers.put("byte", (byte) 4);
        headers.put("float", 1.5f);
        headers.put("double", 2.5);
        headers.put("decimal", new BigDecimal("3.14"));
        headers.put("boolean", true);
        headers.put("text", text);
        headers.put("date", new Date(1_700_000_000_000L));
        headers.put("bytes", new byte[] {1, 2, 3});
        headers.put("null", null);
        headers.put("x-order-id", "17");
        BasicProperties all = new BasicProperties(
                "application/json",
                "utf-8",
                headers,
                2,
                5,
                "correlation",
                "reply",
                "60000",
                "message",
                new Date(1_700_000_000_000L),
                "status",
                "guest",
                "shop",
                "cluster");
        channel.basicPublish("", queue, all, BODY);
        channel.basicGet(queue, true);
    }

    private static void exchanges(Connection connection, Channel channel) throws Exception {
        channel.exchangeDeclare("orders", BuiltinExchangeType.TOPIC);
        channel.exchangeDeclare("audit", BuiltinExchangeType.FANOUT);
        channel.exchangeDeclarePassive("orders");
        channel.exchangeBind("audit", "orders", "order.#");
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "audit", "");
        channel.basicPublish("orders", "order.17.status", null, BODY);
        channel.queueUnbind(queue, "audit", "");
        channel.exchangeUnbind("audit", "orders", "order.#");
        channel.exchangeDelete("audit");
        channel.exchangeDelete("orders");
        channel.messageCount(queue);
    }

    private static void channelException(Connection connection, Channel channel) throws Exception {
        channel.confirmSelect();
        channel.basicPublish("no-such-exchange", "key", null, BODY);
        try {
            channel.waitForConfirmsOrDie(10_000);
        } catch (IOException | RuntimeException expected) {
            // The channel is closed.
        }
        Channel next = connection.createChannel();
        next.basicQos(1);
        next.close();
    }

    private static void twoChannels(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Channel own = connection.createChannel();
            Thread publisher = new Thread(() -> publishLarge(own, queue));
            publisher.start();
            publishers.add(publisher);
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }
        channel.basicGet(queue, true);
    }

    private static void publishLarge(Channel channel, String queue) {
        try {
            for (int i = 0; i < 3; i++) {
                channel.basicPublish("", queue, MessageProperties.BASIC, new byte[6_000]);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void queueDeleted(Connection connection, Channel channel) throws Exception {
        String queue =
                channel.queueDeclare("temporary", false, false, false, null).getQueue();
        CountDownLatch cancelled = new CountDownLatch(1);
        channel.basicConsume(queue, true, new DefaultConsumer(channel) {
            @Override
            public void handleCancel(String consumerTag) {
                cancelled.countDown();
            }
        });
        channel.queueDelete(queue);
        cancelled.await(10, TimeUnit.SECONDS);
    }

    /** With a broker that has less memory than it wants. */
    private static void blocked(Connection connection, Channel channel) throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        connection.addBlockedListener(reason -> blocked.countDown(), () -> {});
        channel.basicPublish("", "nobody", null, BODY);
        blocked.await(20, TimeUnit.SECONDS);
    }

    private static void quorum(Connection connection, Channel channel) throws Exception {
        String queue = "quorum";
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
        BlockingQueue<Envelope> came = new LinkedBlockingQueue<>();
        channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, BODY);
        channel.basicQos(1);
        channel.basicConsume(queue, false, consumer(channel, came));
        channel.basicNack(next(came), false, true);
        channel.basicAck(next(came), false);
        channel.queueDelete(queue);
    }

    private static DefaultConsumer consumer(Channel channel, BlockingQueue<Envelope> came) {
        return new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                came.add(envelope);
            }
        };
    }

    private static long next(BlockingQueue<Envelope> came) throws InterruptedException {
        Envelope envelope = came.poll(10, TimeUnit.SECONDS);
        if (envelope == null) {
            throw new IllegalStateException("nothing was delivered");
        }
        return envelope.getDeliveryTag();
    }

    private void pika() throws Exception {
        String program = String.join(
                "\n",
                "import pika, sys",
                "c = pika.BlockingConnection(pika.ConnectionParameters('127.0.0.1', int(sys.argv[1])))",
                "ch = c.channel()",
                "ch.confirm_delivery()",
                "ch.queue_declare('pika', auto_delete=True)",
                "p = pika.BasicProperties(delivery_mode=2, headers={'a': 1, 'b': [True, None, 'x'], 'c': {'d':"
                        + " 2**40}})",
                "for i in range(3): ch.basic_publish('', 'pika', b'body', p)",
                "for m, p, b in ch.consume('pika', inactivity_timeout=5):",
                "    ch.basic_ack(m.delivery_tag)",
                "    if m.delivery_tag == 3: break",
                "ch.cancel()",
                "c.close()");
        run("/usr/bin/python3", "-c", program, Integer.toString(proxy.port()));
        keep("pika", "pika " + run("/usr/bin/python3", "-c", "import pika; print(pika.__version__)"));
    }

    private void amqpTools() throws Exception {
        String url = "amqp://guest:guest@127.0.0.1:" + proxy.port();
        run("amqp-declare-queue", "-u", url, "-q", "tools", "-d");
        run("amqp-publish", "-u", url, "-r", "tools", "-C", "text/plain", "-b", "hello");
        run("amqp-get", "-u", url, "-q", "tools");
        run("amqp-delete-queue", "-u", url, "-q", "tools");
        keep("amqp-tools", "amqp-tools of Debian 12");
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command[0] + ": " + output);
        }
        return output.strip();
    }

    private void vertx() throws Exception {
        Vertx vertx = Vertx.vertx();
        RabbitMQClient client = RabbitMQClient.create(
                vertx, new RabbitMQOptions().setHost("127.0.0.1").setPort(proxy.port()));
        await(client.start());
        await(client.queueDeclare("vertx", false, false, true));
        await(client.confirmSelect());
        CountDownLatch came = new CountDownLatch(3);
        await(client.basicConsumer("vertx", new QueueOptions().setAutoAck(false)))
                .handler(message -> {
                    client.basicAck(message.envelope().getDeliveryTag(), false);
                    came.countDown();
                });
        for (int i = 0; i < 3; i++) {
            await(client.basicPublish("", "vertx", Buffer.buffer(BODY)));
        }
        await(client.waitForConfirms());
        came.await(10, TimeUnit.SECONDS);
        await(client.stop());
        await(vertx.close());
        keep("vertx", "vertx-rabbitmq-client 5.0.7");
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void spring() throws Exception {
        CachingConnectionFactory factory = new CachingConnectionFactory("127.0.0.1", proxy.port());
        factory.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        factory.setPublisherReturns(true);
        RabbitTemplate template = new RabbitTemplate(factory);
        template.setMandatory(true);
        template.execute(channel -> channel.queueDeclare("spring", false, false, false, null));
        CountDownLatch came = new CountDownLatch(3);
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(factory);
        container.setQueueNames("spring");
        container.setPrefetchCount(2);
        container.setMessageListener((Message message) -> came.countDown());
        container.start();
        for (int i = 0; i < 3; i++) {
            CorrelationData confirmed = new CorrelationData();
            template.convertAndSend("", "spring", "order " + i, confirmed);
            confirmed.getFuture().get(10, TimeUnit.SECONDS);
        }
        came.await(10, TimeUnit.SECONDS);
        container.stop();
        template.execute(channel -> channel.queueDelete("spring"));
        factory.destroy();
        keep("spring", "spring-rabbit " + RabbitTemplate.class.getPackage().getImplementationVersion());
    }
}
