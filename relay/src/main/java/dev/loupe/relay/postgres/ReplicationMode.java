package dev.loupe.relay.postgres;

import java.util.Locale;

/**
 * What the start-up parameter {@code replication} may be: {@code database}, or a Boolean as PostgreSQL reads one (its {@code
 * parse_bool}).
 */
final class ReplicationMode {
    private ReplicationMode() {}

    /** Whether the session speaks the replication protocol. */
    static boolean isOn(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            return false;
        }
        return lower.equals("database")
                || "true".startsWith(lower)
                || "yes".startsWith(lower)
                || lower.equals("on")
                || lower.equals("1");
    }
}
