package dev.loupe.console.config;

import dev.loupe.telemetry.InvalidSetting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Binds a group of keys to a record, whose own constructor has the last word on ranges. */
final class RecordBinder {
    private final Binder values;
    private final Origins origins;
    private final MistakeList mistakes;

    RecordBinder(Binder values, Origins origins, MistakeList mistakes) {
        this.values = values;
        this.origins = origins;
        this.mistakes = mistakes;
    }

    /** The keys of a record, for a message. */
    static String keys(Class<? extends Record> type) {
        return names(type).stream().collect(Collectors.joining(", "));
    }

    /**
     * One group of keys.
     *
     * @param fallback gives the values of absent keys; null makes every key that is not optional required, but for those
     *     that {@link ItemDefaults} has
     * @return {@code fallback} if the group is wrong as a whole
     */
    Object bind(String path, Class<? extends Record> type, Value.Mapping given, Object fallback) {
        refuseUnknown(path, type, given);
        RecordComponent[] components = type.getRecordComponents();
        Object[] defaults = new Object[components.length];
        Object[] arguments = new Object[components.length];
        boolean complete = true;
        ItemDefaults item = ItemDefaults.of(type);
        for (int i = 0; i < components.length; i++) {
            String key = components[i].getName();
            String keyPath = KeyPath.child(path, key);
            Type declared = components[i].getGenericType();
            defaults[i] = fallback != null
                    ? read(components[i], fallback)
                    : item.of(components[i]).orElseGet(() -> emptyOf(declared));
            Value value = given.entries().get(key);
            arguments[i] = value == null ? defaults[i] : values.bind(keyPath, declared, value, defaults[i]);
            if (arguments[i] == null) {
                complete = false;
                if (value == null) {
                    refuseMissing(keyPath, given.origin(), declared);
                }
            }
        }
        return complete ? construct(path, type, arguments, defaults, fallback) : fallback;
    }

    private void refuseUnknown(String path, Class<? extends Record> type, Value.Mapping given) {
        List<String> known = names(type);
        given.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                String meant = Spelling.nearest(key, known)
                        .map(word -> "; did you mean " + word + "?")
                        .orElse(".");
                mistakes.add(
                        value.origin(),
                        KeyPath.child(path, key),
                        "unknown key" + meant + " Allowed here: " + keys(type));
            }
        });
    }

    private void refuseMissing(String path, Origin group, Type declared) {
        String kind = ScalarType.of(Types.rawClass(declared))
                .map(scalar -> scalar.kind() + ", such as " + scalar.example())
                .orElse("a group of keys");
        mistakes.add(group, path, "is missing; it must be " + kind);
    }

    /** Constructs with the default in place of each value that the constructor refuses, to hear of all of them. */
    private Object construct(
            String path, Class<? extends Record> type, Object[] arguments, Object[] defaults, Object fallback) {
        List<String> names = names(type);
        while (true) {
            try {
                return canonical(type).newInstance(arguments);
            } catch (InvocationTargetException e) {
                InvalidSetting invalid = asInvalidSetting(e, type);
                int index = names.indexOf(invalid.key().replaceFirst("[.\\[].*", ""));
                String keyPath = KeyPath.child(path, invalid.key());
                String standing = origins.isGiven(keyPath) || index < 0 ? "" : standing(arguments[index]);
                mistakes.add(origins.of(keyPath), keyPath, standing + "must be " + invalid.allowed());
                if (index < 0 || defaults[index] == null || arguments[index] == defaults[index]) {
                    return fallback;
                }
                arguments[index] = defaults[index];
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " cannot be constructed", e);
            }
        }
    }

    /** A default can be wrong too, beside other keys that were given. */
    private static String standing(Object value) {
        return ScalarType.of(value.getClass()).isPresent() || value instanceof Number
                ? "is " + ScalarType.format(value) + " by default, and "
                : "";
    }

    private static InvalidSetting asInvalidSetting(InvocationTargetException thrown, Class<?> type) {
        if (thrown.getCause() instanceof InvalidSetting invalid) {
            return invalid;
        }
        throw new IllegalStateException(type + " refused a value without saying which", thrown.getCause());
    }

    private static Object emptyOf(Type type) {
        if (Types.isOptional(type)) {
            return Optional.empty();
        }
        if (Types.isList(type)) {
            return List.of();
        }
        return Types.isMap(type) ? Map.of() : null;
    }

    private static List<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static Constructor<?> canonical(Class<? extends Record> type) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    static Object read(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
