package dev.loupe.relay.s3;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The privacy rule for object keys, before one becomes the attribute {@code file_name}. Immutable, for any thread, never
 * throws.
 *
 * <p>Nobody can know what a company writes into its keys. What is surely personal or secret by its form is taken out;
 * the rest is for the configured patterns, or for a mode that shows less.
 */
public final class FileNames {
    /** How much of a key is shown. */
    public enum Mode {
        /**
         * The key, without e-mail addresses, JSON web tokens, AWS access key ids, numbers of 13 to 19 digits that pass
         * Luhn's check as card numbers do, and whatever the configured patterns match; each becomes {@code …}. Control
         * characters are escaped.
         */
        PLAIN,
        /**
         * {@code *.stl}: what follows the last dot, in lower case, if it is 1 to 8 letters and digits that begin with a
         * letter; else {@code *}. Not for keys that may end in a dot and somebody's name.
         */
        EXTENSION,
        /** Nothing. */
        HIDDEN
    }

    /** Characters of a name that is shown; S3 itself allows keys of 1,024 bytes. */
    static final int LONGEST = 1024;

    private static final int LONGEST_EXTENSION = 8;

    private final Mode mode;
    private final SensitiveText sensitive;

    /**
     * @param mode how much is shown
     * @param secrets what {@link Mode#PLAIN} takes out besides; a pattern cannot hold up an event loop however it is
     *     written, since it sees at most the first 2,048 characters and may look at characters at most 30,000 times,
     *     which takes in the order of a millisecond; a key on which it wants more is shown as {@code …}, all of it
     */
    public FileNames(Mode mode, List<Pattern> secrets) {
        this.mode = Objects.requireNonNull(mode, "mode");
        this.sensitive = new SensitiveText(secrets);
    }

    /**
     * What may be shown of that key, at most 1,024 characters; empty if nothing may.
     *
     * @param key decoded, as {@link S3Target#key()} has it
     */
    public Optional<String> fileName(String key) {
        if (key.isEmpty() || mode == Mode.HIDDEN) {
            return Optional.empty();
        }
        return Optional.of(mode == Mode.EXTENSION ? extension(key) : plain(key));
    }

    private String plain(String key) {
        return cut(escaped(sensitive.withoutSecrets(cut(key, SensitiveText.LOOKED_AT))), LONGEST);
    }

    private static String extension(String key) {
        int start = key.lastIndexOf('.') + 1;
        int length = key.length() - start;
        if (start == 0 || length == 0 || length > LONGEST_EXTENSION || !isLetter(key.charAt(start))) {
            return "*";
        }
        StringBuilder shown = new StringBuilder("*.");
        for (int i = start; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9')) {
                return "*";
            }
            shown.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
        }
        return shown.toString();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static String escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return escapedFrom(text, i);
            }
        }
        return text;
    }

    private static String escapedFrom(String text, int first) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** Controls, line separators, and the marks that turn the direction of what is written behind them. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c) || (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
