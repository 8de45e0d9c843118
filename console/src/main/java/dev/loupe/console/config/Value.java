package dev.loupe.console.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML document, stripped of YAML: what was written, and where. */
sealed interface Value {
    /** Where it was written. */
    Origin origin();

    /** A key without a value. */
    record Nothing(Origin origin) implements Value {}

    /**
     * Text, number or truth value, as it was written.
     *
     * @param confidential whether part of it came from the environment and must not be shown
     */
    record Scalar(Origin origin, String text, boolean confidential) implements Value {}

    /** A list. */
    record Sequence(Origin origin, List<Value> items) implements Value {}

    /** Keys and their values, in order; mutable, so that {@code --set} can put a key in. */
    record Mapping(Origin origin, Map<String, Value> entries) implements Value {
        static Mapping empty(Origin origin) {
            return new Mapping(origin, new LinkedHashMap<>());
        }
    }
}
