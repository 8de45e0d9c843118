package dev.loupe.assembly.config;

import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who asks a broker how its queues are, over a connection of its own.
 *
 * @param enabled whether it does
 * @param user who may declare nothing, and read no message
 * @param password of that user
 * @param virtualHost that the service uses
 * @param interval between two looks
 * @param timeout of connecting, and of each question
 * @param queues names of the queues to ask for where there is no management API, which knows them all
 * @param deadLetters globs of queues in which dead messages end, beside those that the management API tells
 * @param management where the management API is; without it, less is known
 */
public record QueueMonitor(
        boolean enabled,
        String user,
        String password,
        String virtualHost,
        Duration interval,
        Duration timeout,
        List<String> queues,
        List<String> deadLetters,
        Optional<Management> management) {
    /** Checks ranges. */
    public QueueMonitor {
        if (user.isBlank()) {
            throw new InvalidSetting("user", "a user of the broker, such as loupe_monitor");
        }
        if (virtualHost.isEmpty()) {
            throw new InvalidSetting("virtualHost", "the name of a virtual host, such as /");
        }
        Range.check("interval", interval, Duration.ofMillis(100), Range.DAY);
        Range.check("timeout", timeout, Duration.ofMillis(50), Duration.ofMinutes(5));
        queues = List.copyOf(queues);
        deadLetters = List.copyOf(deadLetters);
    }

    /** The values of keys that are not given. */
    public static QueueMonitor defaults() {
        return new QueueMonitor(
                true,
                "loupe_monitor",
                "",
                "/",
                Duration.ofSeconds(15),
                Duration.ofSeconds(2),
                List.of(),
                List.of("*.dead"),
                Optional.empty());
    }

    BrokerMonitorSettings settings(BrokerUpstream upstream) {
        return new BrokerMonitorSettings(
                new BrokerMonitorSettings.Broker(
                        upstream.host(), upstream.port(), upstream.tls().settings(), user, password, virtualHost),
                interval,
                timeout,
                queues,
                deadLetters,
                management.map(api -> api.settings(user, password)));
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "QueueMonitor[user=" + user + ", virtualHost=" + virtualHost + ", management=" + management + ']';
    }
}
