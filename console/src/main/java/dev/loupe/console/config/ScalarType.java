package dev.loupe.console.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A type whose values are written as one piece of text.
 *
 * @param kind what a value is, such as {@code a whole number}
 * @param example one that is right
 * @param parse from text; throws {@link IllegalArgumentException} for text that is not one
 */
record ScalarType(String kind, String example, Function<String, Object> parse) {
    private static final Map<Class<?>, ScalarType> KNOWN = Map.of(
            String.class, new ScalarType("text", "mes-files", text -> text),
            int.class, new ScalarType("a whole number", "100", Integer::valueOf),
            Integer.class, new ScalarType("a whole number", "100", Integer::valueOf),
            long.class, new ScalarType("a whole number", "100", Long::valueOf),
            double.class, new ScalarType("a number", "0.5", ScalarType::finite),
            boolean.class, new ScalarType("true or false", "", ScalarType::truth),
            Duration.class, new ScalarType("a duration", "250ms, 30s, 5m or 2h", Durations::parse),
            DataSize.class, new ScalarType("a size", "512, 16KiB or 1MiB", DataSize::parse),
            URI.class, new ScalarType("an address", "http://127.0.0.1:4318", ScalarType::address),
            Path.class, new ScalarType("a file's path", "tls/server.pem", ScalarType::path));

    /** The scalar type of a record component of this class, if it is one. */
    static Optional<ScalarType> of(Class<?> type) {
        return type.isEnum() ? Optional.of(choice(type)) : Optional.ofNullable(KNOWN.get(type));
    }

    /** How a value is written in a configuration file. */
    static String format(Object value) {
        if (value instanceof Enum<?> constant) {
            return spelling(constant);
        }
        return value instanceof Duration duration ? Durations.format(duration) : value.toString();
    }

    private static ScalarType choice(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        String names = Arrays.stream(constants).map(ScalarType::format).collect(Collectors.joining(", "));
        return new ScalarType("one of " + names, "", text -> Arrays.stream(constants)
                .filter(constant -> letters(format(constant)).equals(letters(text)))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** So that {@code http/protobuf}, {@code http-protobuf} and {@code httpProtobuf} are the same. */
    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Object finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not finite");
        }
        return number;
    }

    private static Object address(String text) {
        URI address = URI.create(text);
        if (address.getScheme() == null || address.getHost() == null) {
            throw new IllegalArgumentException("not an absolute address");
        }
        return address;
    }

    private static Object path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("no path");
        }
        return Path.of(text);
    }
}
