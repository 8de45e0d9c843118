package dev.loupe.relay.postgres.session;

import java.util.Set;

/**
 * The classes of errors that PostgreSQL has (PostgreSQL manual, appendix "PostgreSQL Error Codes"). A procedure may raise any
 * other, and a label must not take whatever it says.
 */
final class ErrorClasses {
    private static final Set<String> KNOWN = Set.of(
            "03", "08", "09", "0A", "0B", "0F", "0L", "0P", "0Z", "20", "21", "22", "23", "24", "25", "26", "27", "28",
            "2B", "2D", "2F", "34", "38", "39", "3B", "3D", "3F", "40", "42", "44", "53", "54", "55", "57", "58", "72",
            "F0", "HV", "P0", "XX", "none");

    private ErrorClasses() {}

    /** The class itself if PostgreSQL has it. */
    static String known(String stateClass) {
        return KNOWN.contains(stateClass) ? stateClass : KnownStatements.OTHER;
    }
}
