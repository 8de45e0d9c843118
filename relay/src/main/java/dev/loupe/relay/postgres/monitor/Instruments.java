package dev.loupe.relay.postgres.monitor;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The instruments of one database. What is not known is not reported. Thread-safe once they are made. */
final class Instruments implements AutoCloseable {
    private final Meter meter;
    private final Attributes database;
    private final List<AutoCloseable> made = new ArrayList<>();
    private final Map<Values, String> names = Collections.synchronizedMap(new LinkedHashMap<>());

    Instruments(Meter meter, String database) {
        this.meter = meter;
        this.database = Attributes.of(Names.DATABASE, database);
    }

    /** What an instrument reports. */
    static final class Values {
        private final Attributes common;
        private volatile Map<Attributes, Number> current = Map.of();

        private Values(Attributes common) {
            this.common = common;
        }

        void set(Number value) {
            current = Map.of(common, value);
        }

        /** One for each value of a label. */
        void set(AttributeKey<String> label, Map<String, ? extends Number> values) {
            current = values.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            entry -> common.toBuilder()
                                    .put(label, entry.getKey())
                                    .build(),
                            Map.Entry::getValue));
        }

        /** The one label that is not common to all; empty if there is none. */
        private static String of(Attributes labels, Attributes common) {
            return labels.asMap().entrySet().stream()
                    .filter(label -> common.get(label.getKey()) == null)
                    .map(label -> label.getValue().toString())
                    .findFirst()
                    .orElse("");
        }

        void unknown() {
            current = Map.of();
        }
    }

    Values longs(String name, String unit, String description) {
        return longs(name, unit, description, Attributes.empty());
    }

    Values longs(String name, String unit, String description, Attributes further) {
        Values values =
                named(name, new Values(database.toBuilder().putAll(further).build()));
        made.add(meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.longValue(), labels))));
        return values;
    }

    Values doubles(String name, String unit, String description) {
        Values values = named(name, new Values(database));
        made.add(meter.gaugeBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.doubleValue(), labels))));
        return values;
    }

    /** Of the server's counting. */
    Values counter(String name, String description) {
        Values values = named(name, new Values(database));
        made.add(meter.counterBuilder(name)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.longValue(), labels))));
        return values;
    }

    /** Of the server's adding up. */
    Values seconds(String name, String description) {
        Values values = named(name, new Values(database));
        made.add(meter.counterBuilder(name)
                .ofDoubles()
                .setUnit("s")
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.doubleValue(), labels))));
        return values;
    }

    private Values named(String name, Values values) {
        names.put(values, name);
        return values;
    }

    /** What all of them report now. */
    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        synchronized (names) {
            names.forEach((values, name) -> values.current.forEach((labels, value) ->
                    readings.add(new Reading(name, Values.of(labels, values.common), value.doubleValue()))));
        }
        return readings;
    }

    Meter meter() {
        return meter;
    }

    Attributes database() {
        return database;
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
