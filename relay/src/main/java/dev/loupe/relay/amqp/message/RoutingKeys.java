package dev.loupe.relay.amqp.message;

import dev.loupe.relay.service.route.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What routing keys are named, word by word: a template that fits, or else each word that looks like an identifier becomes
 * <code>{id}</code>. Immutable, thread-safe.
 */
final class RoutingKeys {
    private static final String ID = "{id}";

    private final List<Template> templates = new ArrayList<>();

    /**
     * A routing key as it is named.
     *
     * @param name words and parameters
     * @param isTemplate whether it has parameters
     * @param values of the parameters that are business keys, raw: to be forgotten at once
     * @param isWritten whether a configured template fits
     */
    record Named(String name, boolean isTemplate, List<Value> values, boolean isWritten) {}

    /** A raw value of a declared kind. */
    record Value(String kind, String raw) {}

    /** @param kinds that are null for literal words, and empty for parameters that are no key */
    private record Template(String text, List<String> words, List<String> kinds, boolean hasParameters) {}

    /** @param kinds that are declared: a parameter of such a name is a key */
    RoutingKeys(List<String> templates, Set<String> kinds) {
        for (String text : templates) {
            List<String> words = words(text);
            List<String> kindOf = new ArrayList<>();
            boolean parameters = false;
            for (String word : words) {
                boolean parameter = word.length() > 2 && word.startsWith("{") && word.endsWith("}");
                String name = parameter ? word.substring(1, word.length() - 1) : null;
                kindOf.add(parameter && !kinds.contains(name) ? "" : name);
                parameters |= parameter;
            }
            this.templates.add(new Template(text, words, kindOf, parameters));
        }
    }

    Named of(String routingKey) {
        List<String> words = words(routingKey);
        for (Template template : templates) {
            if (fits(template, words)) {
                return new Named(template.text(), template.hasParameters(), values(template, words), true);
            }
        }
        return automatic(words);
    }

    private static boolean fits(Template template, List<String> words) {
        if (template.words().size() != words.size()) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            if (template.kinds().get(i) == null && !template.words().get(i).equals(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Value> values(Template template, List<String> words) {
        List<Value> values = new ArrayList<>(1);
        for (int i = 0; i < words.size(); i++) {
            String kind = template.kinds().get(i);
            if (kind != null && !kind.isEmpty()) {
                values.add(new Value(kind, words.get(i)));
            }
        }
        return values;
    }

    private static Named automatic(List<String> words) {
        StringBuilder name = new StringBuilder();
        boolean hidden = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean identifier = !word.isEmpty() && Identifiers.looksLikeOne(word);
            hidden |= identifier;
            name.append(i == 0 ? "" : ".").append(identifier ? ID : word);
        }
        return new Named(name.toString(), hidden, List.of(), false);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(4);
        int from = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
            words.add(text.substring(from, dot));
            from = dot + 1;
        }
        words.add(text.substring(from));
        return words;
    }
}
