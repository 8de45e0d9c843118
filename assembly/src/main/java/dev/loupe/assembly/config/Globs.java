package dev.loupe.assembly.config;

import dev.loupe.relay.amqp.fate.NameGlob;
import dev.loupe.telemetry.InvalidSetting;
import java.util.List;

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
        return globs.stream().anyMatch(glob -> new NameGlob(glob).matches(name));
    }
}
