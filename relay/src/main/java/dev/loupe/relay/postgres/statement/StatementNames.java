package dev.loupe.relay.postgres.statement;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which statements are meant, by globs of their summaries: {@code *} stands for anything, and capital and small letters are
 * alike. Immutable.
 */
public final class StatementNames implements Predicate<String> {
    private final List<Pattern> patterns;

    /** @param globs such as {@code SELECT pg_catalog.*}; without any, nothing is meant */
    public StatementNames(List<String> globs) {
        patterns = globs.stream().map(StatementNames::pattern).toList();
    }

    private static Pattern pattern(String glob) {
        String regex =
                Stream.of(glob.strip().split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    @Override
    public boolean test(String summary) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(summary).matches()) {
                return true;
            }
        }
        return false;
    }
}
