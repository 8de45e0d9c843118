package dev.loupe.demo.mq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.loupe.demo.http.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;

/**
 * How to reach a broker.
 *
 * @param host name or address
 * @param port of AMQP
 * @param virtualHost in which its exchanges and queues are
 * @param user of the broker
 * @param password of that user
 */
public record BrokerAccess(String host, int port, String virtualHost, String user, String password) {
    private static final String PORT = "5672";

    /**
     * From {@code AMQP_HOST} (127.0.0.1), {@code AMQP_PORT} (5672), {@code AMQP_VHOST} (/), {@code AMQP_USER} and
     * {@code AMQP_PASSWORD}.
     */
    public static BrokerAccess from(Environment environment) {
        return new BrokerAccess(
                environment.text("AMQP_HOST", "127.0.0.1"),
                Integer.parseInt(environment.text("AMQP_PORT", PORT)),
                environment.text("AMQP_VHOST", "/"),
                environment.text("AMQP_USER"),
                environment.text("AMQP_PASSWORD"));
    }

    /** Connects; the client itself connects again if that breaks. */
    Connection connect(String service) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setVirtualHost(virtualHost);
        factory.setUsername(user);
        factory.setPassword(password);
        try {
            return factory.newConnection(service);
        } catch (IOException e) {
            throw new UncheckedIOException(service + " does not reach the broker", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(service + " waits in vain for the broker", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + host + ':' + port;
    }
}
