package dev.loupe.relay.postgres.session;

import java.util.Locale;

/** What a session had no room to remember; label of a counter. */
enum Overflow {
    /** A prepared statement was forgotten. */
    PREPARED_STATEMENTS,
    /** A portal was forgotten. */
    PORTALS,
    /** More messages wait for an answer than are told apart: the session is observed no longer. */
    PIPELINE,
    /** The server's answers do not fit what it was asked: the session is observed no longer. */
    OUT_OF_STEP;

    private final String text = name().toLowerCase(Locale.ROOT);

    String text() {
        return text;
    }
}
