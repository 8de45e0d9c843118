package dev.loupe.console.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about the declared types of record components. */
final class Types {
    private Types() {}

    static Class<?> rawClass(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    static boolean isOptional(Type type) {
        return rawClass(type) == Optional.class;
    }

    static boolean isList(Type type) {
        return rawClass(type) == List.class;
    }

    static boolean isMap(Type type) {
        return rawClass(type) == Map.class;
    }

    /** The type as a nested group of settings, if it is one. */
    static Optional<Class<? extends Record>> asRecord(Type type) {
        Class<?> raw = rawClass(type);
        return raw.isRecord() && ScalarType.of(raw).isEmpty()
                ? Optional.of(raw.asSubclass(Record.class))
                : Optional.empty();
    }

    /** What an {@code Optional} or a {@code List} holds, and what a {@code Map} holds as values. */
    static Type content(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    static Type withoutOptional(Type type) {
        return isOptional(type) ? content(type) : type;
    }
}
