package dev.loupe.demo.broker;

import dev.loupe.demo.mq.BrokerAccess;
import dev.loupe.rabbitmq.EmbeddedRabbitMq;
import dev.loupe.rabbitmq.ManagementApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A RabbitMQ on a free port of 127.0.0.1 with the exchange {@code orders}, the queue {@code crm.status}, another one for what
 * cannot be read there, and a user with a password for each service.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** The exchange to which the MES says what becomes of orders. */
    public static final String ORDERS = "orders";

    /** The queue from which the CRM learns it. */
    public static final String STATUS = "crm.status";

    /** The queue of what the CRM could not read. */
    public static final String DEAD = "crm.status.dead";

    private static final String PASSWORD = "one-more-open-password";

    private final EmbeddedRabbitMq server;
    private final String virtualHost;
    private final Runnable end;

    private EmbeddedBroker(EmbeddedRabbitMq server, String virtualHost, Runnable end) {
        this.server = server;
        this.virtualHost = virtualHost;
        this.end = end;
    }

    /** Whether this machine has a RabbitMQ. */
    public static boolean isInstalled() {
        return EmbeddedRabbitMq.isInstalled();
    }

    /**
     * Starts one that is empty; blocks until it accepts connections, which takes some 10 seconds.
     *
     * @throws IllegalStateException if the machine has none, or it does not start; the message says what to do
     */
    public static EmbeddedBroker start() {
        EmbeddedRabbitMq server = EmbeddedRabbitMq.start();
        EmbeddedBroker broker = new EmbeddedBroker(server, "/", server::close);
        try {
            broker.setUp();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** One that others use too, who have other virtual hosts, and who will end it. */
    public static EmbeddedBroker in(EmbeddedRabbitMq server, String virtualHost) {
        EmbeddedBroker broker = new EmbeddedBroker(server, virtualHost, () -> {});
        broker.setUp();
        return broker;
    }

    private void setUp() {
        server.management().call("POST", "/definitions/" + ManagementApi.encoded(virtualHost), definitions());
        server.management().makeUser("mes", PASSWORD, "", virtualHost, "^$", "^orders$");
        server.management().makeUser("crm", PASSWORD, "", virtualHost, "^crm\\\\.", "^$");
    }

    private static String definitions() {
        try (InputStream in = EmbeddedBroker.class.getResourceAsStream("definitions.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets somebody look at figures of queues, but at no message, and change nothing.
     *
     * @param password of that user
     */
    public void allowMonitor(String user, String password) {
        server.management().makeUser(user, password, "monitoring", virtualHost, "^$", "^$");
    }

    /** Where its exchanges and queues are. */
    public String virtualHost() {
        return virtualHost;
    }

    /** The port of AMQP. */
    public int port() {
        return server.port();
    }

    /** The port of the management API. */
    public int managementPort() {
        return server.managementPort();
    }

    /** How a service gets at it without anything between them. */
    public BrokerAccess access(String service) {
        return access(service, port());
    }

    /**
     * How a service gets at it through something that listens on this machine.
     *
     * @param service {@code mes} or {@code crm}
     */
    public BrokerAccess access(String service, int port) {
        return new BrokerAccess("127.0.0.1", port, virtualHost, service, PASSWORD);
    }

    /** What its users log in with. */
    public List<String> passwords() {
        return List.of(PASSWORD);
    }

    /** Ends it, if it is its own. */
    @Override
    public void close() {
        end.run();
    }
}
