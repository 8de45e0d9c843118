package dev.loupe.relay.amqp.fate;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** How many messages had what fate. Labels come from closed sets. Thread-safe. */
final class FateMetrics implements AutoCloseable {
    private final Map<Incident.Kind, LongCounter> byKind = new EnumMap<>(Incident.Kind.class);
    private final LongCounter resolved;
    private final LongCounter unwatched;
    private final String broker;
    private final Attributes labels;
    private final Meter meter;
    private final List<AutoCloseable> made = new ArrayList<>();

    /** @param broker as the configuration names it */
    FateMetrics(Meter meter, String broker) {
        this.meter = meter;
        this.broker = broker;
        labels = Attributes.of(Names.BROKER, broker);
        count(Incident.Kind.LOST, Names.METRIC_MESSAGES_LOST, "Messages that were lost");
        count(
                Incident.Kind.UNKNOWN,
                Names.METRIC_MESSAGES_UNKNOWN,
                "Messages of which nobody can know whether they were lost");
        count(
                Incident.Kind.DUPLICATE,
                Names.METRIC_MESSAGES_DUPLICATED,
                "Messages that were published or delivered twice");
        count(Incident.Kind.LATE, Names.METRIC_MESSAGES_LATE, "Messages that were too long in their queue");
        count(Incident.Kind.STUCK, Names.METRIC_MESSAGES_STUCK, "Messages that a consumer kept for too long");
        resolved = counter(
                Names.METRIC_MESSAGES_RESOLVED,
                "Messages that had been told to be lost or unknown, and were delivered or published again");
        unwatched = counter(
                Names.METRIC_MESSAGES_UNWATCHED,
                "Deliveries for which there was no room to see whether they get stuck");
    }

    private void count(Incident.Kind kind, String name, String description) {
        byKind.put(kind, counter(name, description));
    }

    private LongCounter counter(String name, String description) {
        return meter.counterBuilder(name)
                .setUnit("{message}")
                .setDescription(description)
                .build();
    }

    /** What is known only when somebody reads the metrics. */
    void observe(LongSupplier remembered, LongSupplier forgotten, LongSupplier stuck) {
        made.add(gauge(Names.METRIC_MESSAGES_REMEMBERED, "Messages that are remembered", remembered));
        made.add(gauge(Names.METRIC_MESSAGES_STUCK_NOW, "Messages that are stuck now", stuck));
        made.add(meter.counterBuilder(Names.METRIC_MESSAGES_FORGOTTEN)
                .setUnit("{message}")
                .setDescription("Messages that were forgotten before their time, for want of room")
                .buildWithCallback(out -> out.record(forgotten.getAsLong(), labels)));
    }

    private AutoCloseable gauge(String name, String description, LongSupplier value) {
        return meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit("{message}")
                .setDescription(description)
                .buildWithCallback(out -> out.record(value.getAsLong(), labels));
    }

    void happened(Incident incident) {
        Attributes of = labels(incident.destination());
        String reason = incident.kind() == Incident.Kind.LATE || incident.kind() == Incident.Kind.STUCK
                ? ""
                : incident.reason();
        byKind.get(incident.kind())
                .add(
                        1,
                        reason.isEmpty()
                                ? of
                                : of.toBuilder().put(Names.REASON, reason).build());
    }

    /** @param how from a closed set */
    void resolved(String destination, String how) {
        resolved.add(1, labels(destination).toBuilder().put(Names.REASON, how).build());
    }

    void unwatched() {
        unwatched.add(1, labels);
    }

    private Attributes labels(String destination) {
        return Attributes.of(Names.BROKER, broker, Names.DESTINATION, destination);
    }

    @Override
    public void close() {
        List<AutoCloseable> open = List.copyOf(made);
        // A deployable may end twice: when it drains, and when it stops.
        made.clear();
        for (AutoCloseable instrument : open) {
            try {
                instrument.close();
            } catch (Exception e) {
                throw new IllegalStateException("an instrument does not close", e);
            }
        }
    }
}
