package dev.loupe.relay.amqp.monitor;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the instruments of one broker. What is not known is not reported. */
final class Measured implements AutoCloseable {
    private final Meter meter;
    private final Attributes broker;
    private final List<AutoCloseable> made = new ArrayList<>();

    /** @param broker as the configuration names it */
    Measured(Meter meter, String broker) {
        this.meter = meter;
        this.broker = Attributes.of(Names.BROKER, broker);
    }

    /** What an instrument reports. Thread-safe. */
    static final class Values {
        private final Attributes common;
        private volatile Map<Attributes, Number> current = Map.of();

        private Values(Attributes common) {
            this.common = common;
        }

        void set(Number value) {
            current = Map.of(common, value);
        }

        /** One for each label of a queue. */
        void set(Map<String, ? extends Number> byQueue) {
            Map<Attributes, Number> values = new HashMap<>();
            byQueue.forEach((queue, value) ->
                    values.put(common.toBuilder().put(Names.QUEUE, queue).build(), value));
            current = Map.copyOf(values);
        }

        void unknown() {
            current = Map.of();
        }
    }

    Values longs(String name, String unit, String description) {
        Values values = new Values(broker);
        made.add(meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.longValue(), labels))));
        return values;
    }

    Values doubles(String name, String unit, String description) {
        Values values = new Values(broker);
        made.add(meter.gaugeBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.doubleValue(), labels))));
        return values;
    }

    Values counter(String name, String description) {
        Values values = new Values(broker);
        made.add(meter.counterBuilder(name)
                .setUnit("{message}")
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.longValue(), labels))));
        return values;
    }

    @Override
    public void close() {
        for (AutoCloseable instrument : made) {
            try {
                instrument.close();
            } catch (Exception e) {
                throw new IllegalStateException("an instrument does not close", e);
            }
        }
    }
}
