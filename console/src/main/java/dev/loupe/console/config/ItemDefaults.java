package dev.loupe.console.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** Values of the absent keys of a group that is not there by default: the record's own defaults, but for what is {@link Given}. */
final class ItemDefaults {
    private final Optional<Record> defaults;

    private ItemDefaults(Optional<Record> defaults) {
        this.defaults = defaults;
    }

    static ItemDefaults of(Class<? extends Record> type) {
        for (Method method : type.getDeclaredMethods()) {
            boolean fits = Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0;
            if (fits && method.getName().equals("defaults") && method.getReturnType() == type) {
                return new ItemDefaults(Optional.of(call(method)));
            }
        }
        return new ItemDefaults(Optional.empty());
    }

    private static Record call(Method method) {
        try {
            method.setAccessible(true);
            return (Record) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }

    /** Empty if the component has to be given, or there is no record of defaults. */
    Optional<Object> of(RecordComponent component) {
        boolean open = !component.isAnnotationPresent(Given.class) && !holdsGiven(component);
        return open ? defaults.map(record -> RecordBinder.read(component, record)) : Optional.empty();
    }

    /** A group of which something has to be given has to be given itself. */
    private static boolean holdsGiven(RecordComponent component) {
        return Types.asRecord(component.getGenericType())
                .map(record -> {
                    for (RecordComponent inner : record.getRecordComponents()) {
                        if (inner.isAnnotationPresent(Given.class) || holdsGiven(inner)) {
                            return true;
                        }
                    }
                    return false;
                })
                .orElse(false);
    }
}
