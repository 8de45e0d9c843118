package dev.loupe.console.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists every key of a configuration with its default, so that the written reference can be checked against it. */
public final class ConfigReference {
    private ConfigReference() {}

    /**
     * A key.
     *
     * @param path such as {@code telemetry.keep.baseline}, or {@code outbound[].name} in each item of a list
     * @param kind what a value is, such as {@code a whole number}
     * @param defaultValue as it is written in a file; {@code none} if nothing, {@code required} if its group needs it
     */
    public record Row(String path, String kind, String defaultValue) {}

    /** All keys, in the order of the records. */
    public static List<Row> of(Record defaults) {
        List<Row> rows = new ArrayList<>();
        addGroup(rows, "", defaults.getClass(), Optional.of(defaults));
        return List.copyOf(rows);
    }

    private static void addGroup(
            List<Row> rows, String path, Class<? extends Record> type, Optional<? extends Record> defaults) {
        ItemDefaults items = ItemDefaults.of(type);
        for (RecordComponent component : type.getRecordComponents()) {
            String key = KeyPath.child(path, component.getName());
            Optional<Object> value = defaults.isPresent()
                    ? defaults.map(group -> RecordBinder.read(component, group))
                    : items.of(component);
            Type declared = component.getGenericType();
            Optional<Object> inner = value.flatMap(held -> held instanceof Optional<?> o ? o : Optional.of(held));
            Optional<Class<? extends Record>> group = Types.asRecord(Types.withoutOptional(declared));
            if (group.isPresent()) {
                addGroup(rows, key, group.get(), inner.map(Record.class::cast));
                continue;
            }
            rows.add(new Row(key, kind(declared), defaultText(declared, value.isPresent(), inner)));
            if (Types.isList(declared)) {
                Types.asRecord(Types.content(declared))
                        .ifPresent(item -> addGroup(rows, key + "[]", item, Optional.empty()));
            }
        }
    }

    private static String kind(Type declared) {
        if (Types.isList(declared)) {
            return "a list";
        }
        return Types.isMap(declared)
                ? "keys and values"
                : ScalarType.of(Types.rawClass(Types.withoutOptional(declared)))
                        .orElseThrow()
                        .kind();
    }

    private static String defaultText(Type declared, boolean hasDefault, Optional<Object> value) {
        if (!hasDefault && !Types.isOptional(declared)) {
            return "required";
        }
        boolean items = Types.isList(declared)
                && Types.asRecord(Types.content(declared)).isPresent();
        String text = value.map(ScalarType::format).orElse("none");
        return items || text.isEmpty() || text.equals("[]") || text.equals("{}") ? "none" : text;
    }
}
