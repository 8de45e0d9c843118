package dev.loupe.assembly.config;

import dev.loupe.telemetry.InvalidSetting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Templates of routing keys, such as <code>order.{order}.status</code>: words between dots, a parameter is a whole word. */
final class RoutingKeys {
    private static final Pattern WORD = Pattern.compile("[^{}\\s.]+|\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern PARAMETER = Pattern.compile("\\{.*}");
    private static final Pattern ANY_BUT_ID = Pattern.compile("\\{(?!id})");
    private static final int LONGEST = 255;

    private RoutingKeys() {}

    static void check(String key, List<String> templates) {
        for (int i = 0; i < templates.size(); i++) {
            if (!isTemplate(templates.get(i))) {
                throw new InvalidSetting(
                        key + '[' + i + ']',
                        "words between dots, with a whole word for each parameter, named once: order.{order}.status");
            }
        }
    }

    private static boolean isTemplate(String template) {
        Set<String> parameters = new HashSet<>();
        for (String word : template.split("\\.", -1)) {
            if (!WORD.matcher(word).matches() || (isParameter(word) && !parameters.add(word))) {
                return false;
            }
        }
        return template.length() <= LONGEST;
    }

    private static boolean isParameter(String word) {
        return PARAMETER.matcher(word).matches();
    }

    /** What a destination, an exchange and a routing key, is named: the first template that fits its routing key decides. */
    static String nameOf(String destination, List<String> templates) {
        return template(destination, templates)
                .map(template -> destination.substring(0, destination.indexOf(':') + 1) + template)
                .orElse(destination);
    }

    /** Whether a template fits the routing key of a destination. */
    static boolean isNamed(String destination, List<String> templates) {
        return template(destination, templates).isPresent();
    }

    /** Whether a destination has a parameter other than that which stands for what looks like an identifier. */
    static boolean hasParameter(String destination) {
        return ANY_BUT_ID.matcher(destination).find();
    }

    private static Optional<String> template(String destination, List<String> templates) {
        String routingKey = destination.substring(destination.indexOf(':') + 1);
        return templates.stream().filter(template -> fits(routingKey, template)).findFirst();
    }

    private static boolean fits(String routingKey, String template) {
        String[] words = routingKey.split("\\.", -1);
        String[] pattern = template.split("\\.", -1);
        if (words.length != pattern.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!isParameter(pattern[i]) && !pattern[i].equals(words[i])) {
                return false;
            }
        }
        return true;
    }
}
