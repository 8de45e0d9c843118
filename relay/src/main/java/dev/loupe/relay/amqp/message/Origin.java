package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Settlement;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where deliveries come from, of a closed set: exchange, routing key and queue. What is the same for all of them is made
 * once. Immutable, thread-safe.
 */
final class Origin {
    private final String name;
    private final String queue;
    private final String spanName;
    private final String receiveName;
    private final boolean excluded;
    private final Attributes described;
    private final Attributes received;
    private final Attributes labels;
    private final Map<Settlement, Attributes> bySettlement = new EnumMap<>(Settlement.class);
    private final Map<Settlement, Attributes> conventional = new EnumMap<>(Settlement.class);
    private final Map<QueueTime.Clock, Attributes> byClock = new EnumMap<>(QueueTime.Clock.class);

    /** @param queue as it is named */
    Origin(BrokerSettings broker, Destination.Naming naming, String queue, boolean excluded) {
        this.name = naming.name();
        this.queue = queue;
        this.spanName = "process " + queue;
        this.receiveName = "receive " + queue;
        this.excluded = excluded;
        described = described(broker, naming, queue, "process").build();
        received = described(broker, naming, queue, "receive").build();
        labels = Attributes.of(Names.BROKER, broker.name(), Names.DESTINATION, name);
        for (Settlement settlement : Settlement.values()) {
            bySettlement.put(
                    settlement,
                    labels.toBuilder()
                            .put(Names.SETTLEMENT, Outcomes.text(settlement))
                            .build());
            String operation = settlement == Settlement.AUTOMATIC ? "receive" : "process";
            AttributesBuilder more = Destination.conventional(broker, naming, operation, operation);
            if (!Outcomes.isOk(settlement)) {
                more.put(Names.ERROR_TYPE, Outcomes.text(settlement));
            }
            conventional.put(settlement, more.build());
        }
        for (QueueTime.Clock clock : QueueTime.Clock.values()) {
            byClock.put(clock, labels.toBuilder().put(Names.CLOCK, clock.text()).build());
        }
    }

    private static AttributesBuilder described(
            BrokerSettings broker, Destination.Naming naming, String queue, String operation) {
        AttributesBuilder more = Destination.conventional(broker, naming, operation, operation)
                .put(Names.PEER_SERVICE, broker.name())
                .put(Names.QUEUE_NAME, queue);
        if (!naming.routingKey().isEmpty()) {
            more.put(Names.RABBITMQ_ROUTING_KEY, naming.routingKey());
        }
        if (naming.template()) {
            more.put(Names.MESSAGING_DESTINATION_TEMPLATE, naming.name());
        }
        if (naming.temporary()) {
            more.put(Names.MESSAGING_DESTINATION_TEMPORARY, true);
            more.put(Names.MESSAGING_DESTINATION_ANONYMOUS, true);
        }
        return more;
    }

    String name() {
        return name;
    }

    String queue() {
        return queue;
    }

    /** @param automatic whether nobody can see how long it is worked on */
    String spanName(boolean automatic) {
        return automatic ? receiveName : spanName;
    }

    boolean isExcluded() {
        return excluded;
    }

    Attributes described(boolean automatic) {
        return automatic ? received : described;
    }

    Attributes labels() {
        return labels;
    }

    Attributes labels(Settlement settlement) {
        return bySettlement.get(settlement);
    }

    Attributes labels(QueueTime.Clock clock) {
        return byClock.get(clock);
    }

    Attributes conventional(Settlement settlement) {
        return conventional.get(settlement);
    }
}
