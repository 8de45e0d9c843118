package dev.loupe.assembly.config;

import dev.loupe.console.config.Given;
import dev.loupe.relay.amqp.AmqpRelaySettings;
import dev.loupe.relay.amqp.fate.FateSettings;
import dev.loupe.relay.amqp.message.BrokerSettings;
import dev.loupe.relay.amqp.message.BrokerSettings.Parent;
import dev.loupe.relay.amqp.monitor.BrokerMonitorSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path between the service and a RabbitMQ.
 *
 * @param name of the broker, as in {@code peer.service}
 * @param listen where the service connects, in place of the broker
 * @param upstream the broker
 * @param background whether the service publishes on its own account too
 * @param edits what may be changed in messages
 * @param unroutable globs of exchanges where it is intended that messages go nowhere
 * @param exclude globs of destinations: counted, but no spans
 * @param routingKeys templates of routing keys
 * @param destinations how many destinations have names of their own
 * @param keys where business keys stand
 * @param parent whether a delivery belongs to its publisher's trace
 * @param linkAfter from which age on it does not, but is linked
 * @param late how long a message may be in a queue
 * @param stuck how long a consumer may keep one
 * @param queues what holds for some queues instead
 * @param delays globs of queues in which messages expire on purpose
 * @param window how long a {@code message-id} is remembered
 * @param messages how many are remembered
 * @param monitor asks the broker how its queues are
 */
public record Broker(
        @Given String name,
        BrokerListen listen,
        BrokerUpstream upstream,
        boolean background,
        Edits edits,
        List<String> unroutable,
        List<String> exclude,
        List<String> routingKeys,
        int destinations,
        List<MessageKey> keys,
        Parent parent,
        Duration linkAfter,
        Duration late,
        Duration stuck,
        List<QueueItem> queues,
        List<String> delays,
        Duration window,
        int messages,
        Optional<QueueMonitor> monitor) {
    static final Duration MONTH = Duration.ofDays(30);

    private static final Duration LONGEST_LINK = Duration.ofDays(366);

    /** Checks names and ranges. */
    public Broker {
        PeerName.check("name", name);
        Globs.check("unroutable", unroutable);
        Globs.check("exclude", exclude);
        Globs.check("delays", delays);
        RoutingKeys.check("routingKeys", routingKeys);
        InvalidSetting.unlessWithin("destinations", destinations, 1, 100_000);
        Range.check("linkAfter", linkAfter, Duration.ZERO, LONGEST_LINK);
        Range.check("late", late, Range.MILLISECOND, MONTH);
        Range.check("stuck", stuck, Range.MILLISECOND, MONTH);
        Range.check("window", window, Range.SECOND, MONTH);
        InvalidSetting.unlessWithin("messages", messages, 1, 10_000_000);
    }

    /** The values of keys that an item does not give. */
    public static Broker defaults() {
        BrokerSettings path = BrokerSettings.of("broker", "127.0.0.1", 0);
        FateSettings fates = FateSettings.defaults();
        return new Broker(
                "broker",
                BrokerListen.defaults(),
                BrokerUpstream.defaults(),
                path.background(),
                Edits.defaults(),
                path.unroutable(),
                path.exclude(),
                path.routingKeys(),
                path.destinations(),
                List.of(),
                path.parent(),
                path.linkAfter(),
                fates.late(),
                fates.stuck(),
                List.of(),
                fates.delays(),
                fates.window(),
                fates.messages(),
                Optional.empty());
    }

    /**
     * As the relay wants it.
     *
     * @param memory bytes of traffic that may be held
     */
    public AmqpRelaySettings relay(long memory) {
        return new AmqpRelaySettings(
                new AmqpRelaySettings.Listen(
                        listen.host(),
                        listen.port(),
                        listen.tls().map(TerminatedTls::settings),
                        listen.maxConnections(),
                        listen.startTimeout()),
                new AmqpRelaySettings.Upstream(
                        upstream.host(), upstream.port(), upstream.tls().settings(), upstream.connectTimeout()),
                memory);
    }

    /**
     * As the observer wants it.
     *
     * @param kinds of business keys that are declared
     */
    public BrokerSettings observed(List<String> kinds) {
        BrokerSettings limits = BrokerSettings.of(name, upstream.host(), upstream.port());
        return new BrokerSettings(
                name,
                upstream.host(),
                upstream.port(),
                background,
                edits.settings(),
                unroutable,
                exclude,
                routingKeys,
                destinations,
                MessageKey.places(keys),
                parent,
                linkAfter,
                limits.unconfirmed(),
                limits.unacknowledged(),
                Set.copyOf(kinds));
    }

    /** What becomes of messages, as it is followed. */
    public FateSettings fates() {
        return new FateSettings(
                window,
                messages,
                late,
                stuck,
                queues.stream().map(queue -> queue.limits(late, stuck)).toList(),
                FateSettings.defaults().lives(),
                delays);
    }

    /** As the monitor wants it; empty if there is to be none. */
    public Optional<BrokerMonitorSettings> monitored() {
        return monitor.filter(QueueMonitor::enabled).map(wanted -> wanted.settings(upstream));
    }

    /** Whether its parts fit each other, which is said of the keys below a path. */
    void check(String group) {
        try {
            observed(List.of());
            fates();
            monitored();
            relay(1 << 20);
        } catch (InvalidSetting e) {
            throw new InvalidSetting(group + '.' + e.key(), e.allowed());
        }
    }
}
