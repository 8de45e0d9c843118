package dev.loupe.demo.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A method and a path with names in braces, such as <code>PUT /orders/{order}/price</code>. */
final class PathPattern {
    private final String operation;
    private final String method;
    private final String[] segments;

    PathPattern(String operation) {
        this.operation = operation;
        int space = operation.indexOf(' ');
        this.method = operation.substring(0, space);
        this.segments = operation.substring(space + 1).split("/", -1);
    }

    String operation() {
        return operation;
    }

    /** What the names in braces stand for. */
    Optional<Map<String, String>> match(String requestMethod, String rawPath) {
        String[] given = rawPath.split("/", -1);
        if (!requestMethod.equals(method) || given.length != segments.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                String value = URLDecoder.decode(given[i].replace("+", "%2B"), StandardCharsets.UTF_8);
                parameters.put(segments[i].substring(1, segments[i].length() - 1), value);
            } else if (!segments[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** The path with its names filled in. */
    static String path(String operation, Map<String, String> parameters) {
        String path = operation.substring(operation.indexOf(' ') + 1);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace('{' + parameter.getKey() + '}', parameter.getValue());
        }
        return path;
    }
}
