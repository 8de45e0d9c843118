package dev.loupe.assembly.config;

import dev.loupe.telemetry.InvalidSetting;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in which {@code *} stands for any characters. */
final class Globs {
    private Globs() {}

    static void check(String key, List<String> globs) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).isBlank()) {
                throw new InvalidSetting(key + '[' + i + ']', "a name, in which * stands for any characters");
            }
        }
    }

    /** Whether one of them fits. */
    static boolean anyMatches(List<String> globs, String name) {
        return globs.stream().anyMatch(glob -> pattern(glob).matcher(name).matches());
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                Stream.of(glob.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
