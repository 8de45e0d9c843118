package dev.loupe.telemetry.environment;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code a=1,b=2} in the style of W3C baggage, without properties: keys and values percent-encoded. */
final class Pairs {
    private Pairs() {}

    /** The pairs in their order; nothing if the text is malformed. */
    static Optional<Map<String, String>> parsed(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = equals < 1 ? "" : decoded(pair.substring(0, equals));
            if (key.isEmpty()) {
                return Optional.empty();
            }
            pairs.put(key, decoded(pair.substring(equals + 1)));
        }
        return Optional.of(pairs);
    }

    /** Unlike in a form, a plus sign stands for itself. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
