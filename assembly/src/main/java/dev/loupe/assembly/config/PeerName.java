package dev.loupe.assembly.config;

import dev.loupe.telemetry.InvalidSetting;
import java.util.regex.Pattern;

/** Names of servers, which are labels of metrics and are written in stage rules. */
final class PeerName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private PeerName() {}

    static void check(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(key, "a name of at most 64 letters, digits, dots, hyphens and _");
        }
    }
}
