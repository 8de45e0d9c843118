package dev.loupe.relay.postgres.protocol;

import java.util.Locale;

/** Why a decoder no longer understands; label of a counter. */
public enum LostReason {
    /** What came first was no start of a PostgreSQL session. */
    NOT_POSTGRES,
    /** A message that says it is shorter than it can be, or longer than PostgreSQL allows. */
    LENGTH,
    /** A type of message that the protocol does not have. */
    UNKNOWN_MESSAGE,
    /** A message whose parts do not fit it. */
    MALFORMED,
    /** A version of the protocol that is not known here. */
    VERSION,
    /** The decoder itself failed. */
    FAILED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The label's value. */
    public String text() {
        return text;
    }
}
