package dev.loupe.telemetry.metrics;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Instruments that report what was found out last, of one thing, such as a database or a broker. What is not known is not
 * reported. Thread-safe once they are made.
 */
public final class Reported implements AutoCloseable {
    private final Meter meter;
    private final Attributes common;
    private final List<AutoCloseable> made = new ArrayList<>();
    private final Map<Values, String> names = Collections.synchronizedMap(new LinkedHashMap<>());

    /** @param common labels of all of them */
    public Reported(Meter meter, Attributes common) {
        this.meter = meter;
        this.common = common;
    }

    /** Takes what an instrument reports now. */
    @FunctionalInterface
    public interface Reader {
        /**
         * A value of it.
         *
         * @param metric its name
         * @param of value of the one label that is not common to all; empty if there is none
         */
        void reads(String metric, String of, double value);
    }

    /** What an instrument reports. */
    public static final class Values {
        private final Attributes common;
        private volatile Map<Attributes, Number> current = Map.of();

        private Values(Attributes common) {
            this.common = common;
        }

        /** One value. */
        public void set(Number value) {
            current = Map.of(common, value);
        }

        /** One for each value of a label. */
        public void set(AttributeKey<String> label, Map<String, ? extends Number> values) {
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

        /** Nothing. */
        public void unknown() {
            current = Map.of();
        }
    }

    /** A gauge of whole numbers. */
    public Values longs(String name, String unit, String description) {
        return longs(name, unit, description, Attributes.empty());
    }

    /** The same with further labels that never change. */
    public Values longs(String name, String unit, String description, Attributes further) {
        Values values =
                named(name, new Values(common.toBuilder().putAll(further).build()));
        made.add(meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.longValue(), labels))));
        return values;
    }

    /** A gauge. */
    public Values doubles(String name, String unit, String description) {
        Values values = named(name, new Values(common));
        made.add(meter.gaugeBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.doubleValue(), labels))));
        return values;
    }

    /** A counter of somebody else's counting. */
    public Values counter(String name, String unit, String description) {
        Values values = named(name, new Values(common));
        made.add(meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(
                        out -> values.current.forEach((labels, value) -> out.record(value.longValue(), labels))));
        return values;
    }

    /** A counter of somebody else's adding up. */
    public Values seconds(String name, String description) {
        Values values = named(name, new Values(common));
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
    public void read(Reader reader) {
        synchronized (names) {
            names.forEach((values, name) -> values.current.forEach(
                    (labels, value) -> reader.reads(name, Values.of(labels, values.common), value.doubleValue())));
        }
    }

    /** For instruments that count for themselves. */
    public Meter meter() {
        return meter;
    }

    /** Labels of all of them. */
    public Attributes common() {
        return common;
    }

    /** Nothing is reported any more. A second call does nothing. */
    @Override
    public void close() {
        List<AutoCloseable> open = List.copyOf(made);
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
