package dev.loupe.relay.amqp.message;

import dev.loupe.relay.service.ServiceSettings;
import dev.loupe.telemetry.InvalidSetting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One broker that a wrapped service uses, as far as its spans and metrics are concerned.
 *
 * @param name under which the configuration knows it: {@code peer.service} of its spans, and a label of its metrics
 * @param host of the broker, as spans name it
 * @param background whether the service publishes on its own account too, so that the one request in flight need not be the
 *     reason
 * @param edits what may be changed in messages
 * @param unroutable globs of exchanges where it is intended that messages go nowhere: {@code mandatory} is left alone there
 * @param exclude globs of destinations ({@code exchange:routing.key}, and {@code …:queue} for deliveries): counted, no spans
 * @param routingKeys templates such as <code>order.{order}.status</code>, so that names stay few, and parameters of a declared
 *     kind are business keys; what looks like an identifier becomes <code>{id}</code> anyway
 * @param destinations how many destinations have names of their own; what is more is {@code _OTHER}
 * @param keys where business keys stand
 * @param parent whether a delivery belongs to its publisher's trace
 * @param linkAfter from which age on it does not, but is linked
 * @param unconfirmed publishes of a channel that are remembered
 * @param unacknowledged deliveries of a channel that are remembered
 * @param kinds of business keys that are declared: a parameter of a routing key that is called so is one
 */
public record BrokerSettings(
        String name,
        String host,
        int port,
        boolean background,
        Edits edits,
        List<String> unroutable,
        List<String> exclude,
        List<String> routingKeys,
        int destinations,
        List<KeyAt> keys,
        Parent parent,
        Duration linkAfter,
        int unconfirmed,
        int unacknowledged,
        Set<String> kinds) {
    /** Checks ranges. */
    public BrokerSettings {
        InvalidSetting.unlessWithin("port", port, 0, 65_535);
        InvalidSetting.unlessWithin("destinations", destinations, 1, 100_000);
        InvalidSetting.unlessWithin("linkAfter", linkAfter, Duration.ZERO, Duration.ofDays(366));
        InvalidSetting.unlessWithin("unconfirmed", unconfirmed, 1, 1_000_000);
        InvalidSetting.unlessWithin("unacknowledged", unacknowledged, 1, 1_000_000);
        unroutable = List.copyOf(unroutable);
        exclude = List.copyOf(exclude);
        routingKeys = List.copyOf(routingKeys);
        keys = List.copyOf(keys);
        kinds = Set.copyOf(kinds);
    }

    /** The kinds that are declared are those of the keys, and the order's. */
    public BrokerSettings(
            String name,
            String host,
            int port,
            boolean background,
            Edits edits,
            List<String> unroutable,
            List<String> exclude,
            List<String> routingKeys,
            int destinations,
            List<KeyAt> keys,
            Parent parent,
            Duration linkAfter,
            int unconfirmed,
            int unacknowledged) {
        this(
                name,
                host,
                port,
                background,
                edits,
                unroutable,
                exclude,
                routingKeys,
                destinations,
                keys,
                parent,
                linkAfter,
                unconfirmed,
                unacknowledged,
                kindsOf(keys));
    }

    private static Set<String> kindsOf(List<KeyAt> keys) {
        Set<String> kinds = new TreeSet<>(Set.of(ServiceSettings.ORDER));
        keys.forEach(key -> kinds.add(key.kind()));
        return kinds;
    }

    /** Which changes may be made. */
    public record Edits(boolean traceparent, boolean messageId, boolean mandatory) {
        /** All of them. */
        public static final Edits ALL = new Edits(true, true, true);
    }

    /** What a delivery is to its publish. */
    public enum Parent {
        /** A child: one trace. */
        TRACE,
        /** A trace of its own, with a link. */
        LINK
    }

    /**
     * Where a business key stands.
     *
     * <p>Its kind is a declared one, such as {@code order}.
     */
    public sealed interface KeyAt {
        /** What it is the key of. */
        String kind();

        /** In a header of the message. */
        record Header(String kind, String name) implements KeyAt {}

        /** In its body's JSON, at a pointer, within the first 64 KiB. */
        record Body(String kind, String pointer) implements KeyAt {}

        /** In a property: {@code correlation-id}, {@code message-id} or {@code type}. */
        record Property(String kind, String name) implements KeyAt {}
    }

    /** Everything as it ships: all edits, one trace, links from an hour on, 1,000 destinations, 10,000 messages a channel. */
    public static BrokerSettings of(String name, String host, int port) {
        return new BrokerSettings(
                name,
                host,
                port,
                false,
                Edits.ALL,
                List.of(),
                List.of(),
                List.of(),
                1_000,
                List.of(),
                Parent.TRACE,
                Duration.ofHours(1),
                10_000,
                10_000);
    }
}
