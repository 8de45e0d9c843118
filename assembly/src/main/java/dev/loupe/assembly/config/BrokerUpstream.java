package dev.loupe.assembly.config;

import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;

/**
 * A RabbitMQ.
 *
 * @param host name or address
 * @param port its port for AMQP 0-9-1
 * @param tls whether and how TLS is spoken to it
 * @param connectTimeout for one connection, and as long again for TLS
 */
public record BrokerUpstream(String host, int port, BrokerUpstreamTls tls, Duration connectTimeout) {
    private static final int PORT = 5672;

    /** Checks ranges. */
    public BrokerUpstream {
        if (host.isBlank()) {
            throw new InvalidSetting("host", "the name or address of a RabbitMQ");
        }
        InvalidSetting.unlessWithin("port", port, 1, 65_535);
        Range.check("connectTimeout", connectTimeout, Range.MILLISECOND, Range.HOUR);
    }

    /** {@code 127.0.0.1:5672}, without TLS. */
    public static BrokerUpstream defaults() {
        return new BrokerUpstream("127.0.0.1", PORT, BrokerUpstreamTls.defaults(), Duration.ofSeconds(5));
    }

    /** Such as {@code amqp://mq:5672}. */
    public String address() {
        return (tls.isOff() ? "amqp://" : "amqps://") + (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }
}
