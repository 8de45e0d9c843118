package dev.loupe.relay.amqp.monitor;

import dev.loupe.relay.net.tls.UpstreamTls;
import dev.loupe.telemetry.InvalidSetting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a broker is monitored.
 *
 * @param broker where AMQP is spoken, and who the monitor is
 * @param interval between two looks
 * @param timeout of connecting, and of each question
 * @param queues that are declared passively: all that is known where there is no management API
 * @param deadLetters globs of queues in which dead messages end, beside those that the management API shows to be
 * @param management empty where there is none
 */
public record BrokerMonitorSettings(
        Broker broker,
        Duration interval,
        Duration timeout,
        List<String> queues,
        List<String> deadLetters,
        Optional<Management> management) {
    private static final int MOST_QUEUES = 1_000;

    /** Checks ranges. */
    public BrokerMonitorSettings {
        InvalidSetting.unlessWithin("interval", interval, Duration.ofMillis(100), Duration.ofDays(1));
        InvalidSetting.unlessWithin("timeout", timeout, Duration.ofMillis(50), Duration.ofMinutes(5));
        InvalidSetting.unlessWithin("queues", queues.size(), 0, MOST_QUEUES);
        queues = List.copyOf(queues);
        deadLetters = List.copyOf(deadLetters);
    }

    /** Every 15 s, 2 s for each question, no queues but those that the management API shows. */
    public BrokerMonitorSettings(Broker broker, Optional<Management> management) {
        this(broker, Duration.ofSeconds(15), Duration.ofSeconds(2), List.of(), List.of(), management);
    }

    /**
     * The broker, which is connected to without the relay.
     *
     * @param user in the virtual host, without any right to configure, write or read
     */
    public record Broker(String host, int port, UpstreamTls tls, String user, String password, String virtualHost) {
        /** Checks ranges. */
        public Broker {
            InvalidSetting.unlessWithin("port", port, 1, 65_535);
            if (user.isBlank()) {
                throw new InvalidSetting("user", "the name of a user");
            }
            if (virtualHost.isBlank()) {
                throw new InvalidSetting("virtualHost", "the name of a virtual host, such as /");
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Broker[" + host + ':' + port + ", tls=" + tls.mode() + ", user=" + user + ", virtualHost="
                    + virtualHost + ']';
        }
    }

    /**
     * Its management API.
     *
     * @param url such as {@code http://127.0.0.1:15672}, with a path if it has a prefix; without {@code /api}
     * @param user with the tag {@code monitoring}
     * @param trust PEM of trusted authorities; empty for the JDK's
     */
    public record Management(URI url, String user, String password, Optional<Path> trust) {
        /** Checks what kind of address it is. */
        public Management {
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getUserInfo() != null) {
                throw new InvalidSetting("url", "an address that begins with http:// or https://, without a user");
            }
            if (user.isBlank()) {
                throw new InvalidSetting("user", "the name of a user");
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Management[" + url + ", user=" + user + ", trust=" + trust + ']';
        }
    }
}
