package dev.loupe.relay.postgres.statement;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of a literal, as it would stand in a text of another path. What is not surely known is empty, never a guess. */
final class LiteralText {
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,64}");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']++|'')*+)'");
    private static final Pattern ESCAPED = Pattern.compile("[eE]'((?:[^'\\\\]++|'')*+)'");
    private static final Pattern DOLLARS = Pattern.compile("(\\$[^$]*\\$)(.*)\\1", Pattern.DOTALL);

    /** A longer one is no business key; in characters. */
    private static final int LONGEST = 1_024;

    private LiteralText() {}

    static Optional<String> of(String raw) {
        if (raw.length() > LONGEST) {
            return Optional.empty();
        }
        if (INTEGER.matcher(raw).matches()) {
            return Optional.of(raw);
        }
        for (Pattern pattern : new Pattern[] {QUOTED, ESCAPED}) {
            Matcher matcher = pattern.matcher(raw);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1).replace("''", "'"));
            }
        }
        Matcher dollars = DOLLARS.matcher(raw);
        return dollars.matches() ? Optional.of(dollars.group(2)) : Optional.empty();
    }
}
