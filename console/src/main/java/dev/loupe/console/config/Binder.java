package dev.loupe.console.config;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds {@link Value}s to declared types. What cannot be bound is reported and becomes its fallback, so that one run
 * finds every mistake; the result is then never used.
 */
final class Binder {
    private static final int LONGEST_SHOWN = 40;

    private final Path folder;
    private final EnvironmentReferences references;
    private final Origins origins;
    private final MistakeList mistakes;
    private final RecordBinder records;

    /** @param folder what relative paths in the file are relative to */
    Binder(Path folder, EnvironmentReferences references, Origins origins, MistakeList mistakes) {
        this.folder = folder;
        this.references = references;
        this.origins = origins;
        this.mistakes = mistakes;
        this.records = new RecordBinder(this, origins, mistakes);
    }

    /**
     * One value.
     *
     * @param fallback what holds if the value is missing or wrong; null if there is none
     * @return null if the value is wrong and there is no fallback
     */
    Object bind(String path, Type type, Value value, Object fallback) {
        origins.put(path, value.origin());
        if (Types.isOptional(type)) {
            return bindOptional(path, Types.content(type), value, fallback);
        }
        if (Types.asRecord(type).isPresent()) {
            return bindRecord(path, Types.asRecord(type).get(), value, fallback);
        }
        if (value instanceof Value.Nothing && (Types.isList(type) || Types.isMap(type))) {
            return fallback;
        }
        if (Types.isList(type)) {
            return bindList(path, Types.content(type), value, fallback);
        }
        if (Types.isMap(type)) {
            return bindMap(path, Types.content(type), value, fallback);
        }
        return bindScalar(path, Types.rawClass(type), value, fallback);
    }

    private Object bindOptional(String path, Type content, Value value, Object fallback) {
        if (value instanceof Value.Nothing) {
            return Optional.empty();
        }
        Object inner = fallback instanceof Optional<?> optional ? optional.orElse(null) : null;
        return Optional.ofNullable(bind(path, content, value, inner));
    }

    private Object bindRecord(String path, Class<? extends Record> type, Value value, Object fallback) {
        if (value instanceof Value.Mapping mapping) {
            return records.bind(path, type, mapping, fallback);
        }
        if (value instanceof Value.Nothing && fallback != null) {
            return fallback;
        }
        return refuse(path, value, "keys and values: " + RecordBinder.keys(type), fallback);
    }

    private Object bindList(String path, Type content, Value value, Object fallback) {
        if (!(value instanceof Value.Sequence sequence)) {
            return refuse(path, value, "a list, such as [first, second]", fallback);
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Object item = bind(KeyPath.item(path, i), content, sequence.items().get(i), null);
            if (item != null) {
                items.add(item);
            }
        }
        return List.copyOf(items);
    }

    private Object bindMap(String path, Type content, Value value, Object fallback) {
        if (!(value instanceof Value.Mapping mapping)) {
            return refuse(path, value, "keys and values, such as {name: value}", fallback);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            Object bound = bind(KeyPath.child(path, key), content, entry, null);
            if (bound != null) {
                entries.put(key, bound);
            }
        });
        return Map.copyOf(entries);
    }

    private Object bindScalar(String path, Class<?> type, Value value, Object fallback) {
        ScalarType scalar = ScalarType.of(type)
                .orElseThrow(() -> new IllegalStateException(path + " has a type that cannot be written: " + type));
        String example = fallback == null ? scalar.example() : ScalarType.format(fallback);
        boolean told = example.isEmpty() || type == boolean.class || type.isEnum();
        String allowed = told ? scalar.kind() : scalar.kind() + ", such as " + example;
        if (!(value instanceof Value.Scalar written)) {
            return refuse(path, value, allowed, fallback);
        }
        Value.Scalar resolved = references.resolve(path, written);
        try {
            Object parsed = scalar.parse().apply(resolved.text());
            return parsed instanceof Path file ? absolute(file, value.origin()) : parsed;
        } catch (IllegalArgumentException e) {
            return refuse(path, resolved, allowed, fallback);
        }
    }

    /** The command line's paths are relative to where the command is given, as everywhere. */
    private Path absolute(Path path, Origin origin) {
        Path base = origin instanceof Origin.SetOption ? Path.of("") : folder;
        return base.resolve(path).toAbsolutePath().normalize();
    }

    private Object refuse(String path, Value value, String allowed, Object fallback) {
        mistakes.add(value.origin(), path, "must be " + allowed + found(path, value));
        return fallback;
    }

    private static String found(String path, Value value) {
        if (value instanceof Value.Scalar scalar) {
            boolean hidden = scalar.confidential() || Secrets.smellOf(path);
            return hidden ? "" : "; it is \"" + shown(scalar.text()) + "\"";
        }
        if (value instanceof Value.Nothing) {
            return "; it is empty";
        }
        return value instanceof Value.Sequence ? "; it is a list" : "; it is a group of keys";
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
    }
}
