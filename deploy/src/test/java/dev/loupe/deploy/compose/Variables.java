package dev.loupe.deploy.compose;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compose's references to variables, as far as our file uses them: a name that must be given, and a doubled dollar. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\{([A-Z0-9_]+):\\?[^}]+}|\\$");

    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Every text in a parsed YAML value resolved. */
    Object resolve(Object value) {
        if (value instanceof String text) {
            return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement(found.group())));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::resolve).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> resolve(entry.getValue())));
        }
        return value;
    }

    private String replacement(String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        if (reference.equals("$$")) {
            return "$";
        }
        if (!matcher.matches() || matcher.group(1) == null || !values.containsKey(matcher.group(1))) {
            throw new IllegalArgumentException("neither ${NAME:?why} of a known variable nor $$: " + reference);
        }
        return values.get(matcher.group(1));
    }

    /** The names that a text refers to, in the syntax of Compose or of our configurations. */
    static Set<String> in(String text) {
        Matcher reference =
                Pattern.compile("(?<!\\$)\\$\\{([A-Za-z_][A-Za-z0-9_]*)").matcher(text);
        return reference.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
