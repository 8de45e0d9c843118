package dev.loupe.console.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables in values, so that a secret need not be in the file: {@code $}{@code {NAME}} stands for the
 * variable, {@code $}{@code {NAME:-default}} for one that may be missing, and a doubled dollar for a plain one.
 */
final class EnvironmentReferences {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?\\}|([^}]*)\\}?)");

    private final Map<String, String> environment;
    private final MistakeList mistakes;

    EnvironmentReferences(Map<String, String> environment, MistakeList mistakes) {
        this.environment = environment;
        this.mistakes = mistakes;
    }

    /** The value with its references resolved; those that cannot be are reported, and resolve to nothing. */
    Value.Scalar resolve(String path, Value.Scalar written) {
        if (!written.text().contains("${")) {
            return written;
        }
        StringBuilder resolved = new StringBuilder();
        Matcher reference = REFERENCE.matcher(written.text());
        while (reference.find()) {
            String text = reference.group().equals("$${") ? "${" : lookUp(path, written.origin(), reference);
            reference.appendReplacement(resolved, Matcher.quoteReplacement(text));
        }
        reference.appendTail(resolved);
        return new Value.Scalar(written.origin(), resolved.toString(), true);
    }

    private String lookUp(String path, Origin origin, Matcher reference) {
        String name = reference.group(1);
        if (name == null) {
            mistakes.add(origin, path, "${…} must hold the name of an environment variable, such as ${S3_TOKEN}");
            return "";
        }
        String found = environment.get(name);
        if (found != null) {
            return found;
        }
        if (reference.group(2) == null) {
            mistakes.add(
                    origin,
                    path,
                    "the environment variable " + name + " is not set; set it, or write ${" + name + ":-default}");
            return "";
        }
        return reference.group(3);
    }
}
