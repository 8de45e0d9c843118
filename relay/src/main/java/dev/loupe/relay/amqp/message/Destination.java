package dev.loupe.relay.amqp.message;

import dev.loupe.relay.amqp.fate.MessageFates.Outcome;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where messages are published to, of a closed set: what is the same for all of them is made once. Immutable, thread-safe.
 */
final class Destination {
    private final String name;
    private final String spanName;
    private final String shape;
    private final boolean excluded;
    private final boolean intended;
    private final Attributes described;
    private final Attributes labels;
    private final Map<Outcome, Attributes> byOutcome = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Attributes> conventional = new EnumMap<>(Outcome.class);

    /**
     * How it is named.
     *
     * @param name exchange and routing key
     * @param template whether the routing key has parameters
     * @param routingKey as it is named; empty if there is none
     * @param temporary whether the routing key is the name of a queue that a machine has made up
     */
    record Naming(String name, boolean template, String routingKey, boolean temporary) {
        /** What goes beyond the names that are told apart. */
        static final Naming OTHER = new Naming("_OTHER", false, "", false);
    }

    /** @param intended whether it is intended that messages go nowhere */
    Destination(BrokerSettings broker, Naming naming, boolean excluded, boolean intended) {
        name = naming.name();
        spanName = "publish " + name;
        shape = broker.name() + ' ' + spanName;
        this.excluded = excluded;
        this.intended = intended;
        described = described(broker, naming).build();
        labels = Attributes.of(Names.BROKER, broker.name(), Names.DESTINATION, name);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(
                    outcome,
                    labels.toBuilder()
                            .put(Names.OUTCOME, Outcomes.text(outcome))
                            .build());
            AttributesBuilder more = conventional(broker, naming, "publish", "send");
            if (Outcomes.isFailure(outcome)) {
                more.put(Names.ERROR_TYPE, Outcomes.text(outcome));
            }
            conventional.put(outcome, more.build());
        }
    }

    private static AttributesBuilder described(BrokerSettings broker, Naming naming) {
        AttributesBuilder more = conventional(broker, naming, "publish", "send").put(Names.PEER_SERVICE, broker.name());
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

    static AttributesBuilder conventional(BrokerSettings broker, Naming naming, String operation, String type) {
        AttributesBuilder builder = Attributes.builder()
                .put(Names.MESSAGING_SYSTEM, "rabbitmq")
                .put(Names.MESSAGING_OPERATION_NAME, operation)
                .put(Names.MESSAGING_OPERATION_TYPE, type)
                .put(Names.MESSAGING_DESTINATION, naming.name())
                .put(Names.SERVER_ADDRESS, broker.host());
        return broker.port() > 0 ? builder.put(Names.SERVER_PORT, (long) broker.port()) : builder;
    }

    String name() {
        return name;
    }

    String spanName() {
        return spanName;
    }

    /** For the correlation: what has been seen of it while nothing was in flight has a life of its own. */
    String shape() {
        return shape;
    }

    boolean isExcluded() {
        return excluded;
    }

    boolean isIntended() {
        return intended;
    }

    Attributes described() {
        return described;
    }

    Attributes labels() {
        return labels;
    }

    Attributes labels(Outcome outcome) {
        return byOutcome.get(outcome);
    }

    Attributes conventional(Outcome outcome) {
        return conventional.get(outcome);
    }
}
