package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a service connects in place of its broker.
 *
 * @param host address to listen on
 * @param port 0 picks a free one
 * @param tls certificate and key, for AMQPS
 * @param maxConnections more are closed at once
 * @param startTimeout how long a client may take to say what it wants, TLS included
 */
public record BrokerListen(
        String host, @Given int port, Optional<TerminatedTls> tls, int maxConnections, Duration startTimeout) {
    private static final int CONNECTIONS = 1_000;

    /** Checks ranges. */
    public BrokerListen {
        if (host.isBlank()) {
            throw new InvalidSetting("host", "an address to listen on, such as 127.0.0.1 or 0.0.0.0");
        }
        InvalidSetting.unlessWithin("port", port, 0, 65_535);
        InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
        Range.check("startTimeout", startTimeout, Range.MILLISECOND, Range.HOUR);
    }

    /** Where clients connect, such as {@code amqp://127.0.0.1:8206}; the port is the one that was really bound. */
    public String address(int bound) {
        return (tls.isPresent() ? "amqps://" : "amqp://")
                + (host.contains(":") ? '[' + host + ']' : host)
                + ':'
                + bound;
    }

    /** {@code 127.0.0.1}, plain. */
    public static BrokerListen defaults() {
        return new BrokerListen("127.0.0.1", 5672, Optional.empty(), CONNECTIONS, Duration.ofSeconds(15));
    }
}
