package dev.loupe.console.config;

import java.util.List;
import java.util.Locale;

/** Tells by a setting's name whether its value may be a secret. */
final class Secrets {
    private static final List<String> SMELLS = List.of("key", "password", "token", "secret", "header", "credential");

    private Secrets() {}

    /** @param path full path of the setting, such as {@code telemetry.export.headers.authorization} */
    static boolean smellOf(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return SMELLS.stream().anyMatch(name::contains);
    }
}
