package dev.loupe.assembly.config;

import dev.loupe.console.config.DataSize;
import dev.loupe.console.config.Given;
import dev.loupe.console.config.ServerTls;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.Optional;

/**
 * Where clients connect.
 *
 * @param host address to listen on
 * @param port 0 picks a free one
 * @param tls certificate and key, for HTTPS
 * @param maxConnections more are answered with 503 and {@code Retry-After}
 * @param maxHeaderSize of a request's head; more is answered with 431
 * @param maxTargetSize of a request's target; more is answered with 414
 * @param keepAlive how long a connection may idle between requests
 * @param headerTimeout from a request's first byte to the end of its head
 * @param idleTimeout how long a client may be silent, or not read, in the middle of a transfer
 * @param halfClose how long a client that sends no more is thought to wait for an answer that has not begun
 */
public record Listen(
        String host,
        @Given int port,
        Optional<ServerTls> tls,
        int maxConnections,
        DataSize maxHeaderSize,
        DataSize maxTargetSize,
        Duration keepAlive,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration halfClose) {
    /** Checks ranges. */
    public Listen {
        if (host.isBlank()) {
            throw new InvalidSetting("host", "an address to listen on, such as 127.0.0.1 or 0.0.0.0");
        }
        InvalidSetting.unlessWithin("port", port, 0, 65_535);
        InvalidSetting.unlessWithin("maxConnections", maxConnections, 1, 1_000_000);
        Range.check("maxHeaderSize", maxHeaderSize, DataSize.ofKibibytes(1), DataSize.ofKibibytes(1_024));
        Range.check("maxTargetSize", maxTargetSize, DataSize.ofKibibytes(1), DataSize.ofKibibytes(1_024));
        Range.check("keepAlive", keepAlive, Range.SECOND, Range.HOUR);
        Range.check("headerTimeout", headerTimeout, Range.SECOND, Range.HOUR);
        Range.check("idleTimeout", idleTimeout, Range.SECOND, Range.DAY);
        Range.check("halfClose", halfClose, Duration.ZERO, Range.HOUR);
    }

    /** {@code 127.0.0.1:9000}, plain. */
    public static Listen defaults() {
        return new Listen(
                "127.0.0.1",
                9000,
                Optional.empty(),
                10_000,
                DataSize.ofKibibytes(64),
                DataSize.ofKibibytes(16),
                Duration.ofSeconds(75),
                Duration.ofSeconds(15),
                Duration.ofMinutes(2),
                Duration.ofSeconds(10));
    }

    /** The same on another port. */
    public Listen on(int changed) {
        return new Listen(
                host,
                changed,
                tls,
                maxConnections,
                maxHeaderSize,
                maxTargetSize,
                keepAlive,
                headerTimeout,
                idleTimeout,
                halfClose);
    }
}
