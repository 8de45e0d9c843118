package dev.loupe.relay.postgres.session;

import java.util.Locale;
import java.util.Map;

/**
 * What kind of failure a SQLSTATE stands for (PostgreSQL manual, appendix "PostgreSQL Error Codes"), or what a session that
 * ended left behind. The value of {@code loupe.db.failure}, and a metric label.
 */
enum Failure {
    /** None. */
    NONE,
    /** Two transactions waited for each other, and this one was given up. */
    DEADLOCK,
    /** Other transactions would not let it be serial. */
    SERIALIZATION,
    /** Somebody asked for it to be given up, or it ran into {@code statement_timeout}: the server says the same of both. */
    CANCELLED,
    /** It waited for a lock for too long. */
    LOCK_TIMEOUT,
    /** It would not wait for a lock, and it was taken. */
    LOCK_NOT_AVAILABLE,
    /** The transaction was open and did nothing for too long. */
    IDLE_IN_TRANSACTION_TIMEOUT,
    /** The transaction took too long. */
    TRANSACTION_TIMEOUT,
    /** The session did nothing for too long. */
    IDLE_SESSION_TIMEOUT,
    /** An earlier statement of its transaction had failed. */
    FAILED_TRANSACTION,
    /** It would have broken a constraint. */
    CONSTRAINT,
    /** A value does not fit. */
    DATA,
    /** The statement is wrong, or names what is not there. */
    STATEMENT,
    /** It may not. */
    PERMISSION,
    /** Who asked was not believed. */
    AUTHENTICATION,
    /** Memory, disk or connections ran out. */
    RESOURCES,
    /** The server is being shut down, or an administrator ended the session. */
    SHUTDOWN,
    /** The server does not take connections now. */
    UNAVAILABLE,
    /** The server itself is broken, or its disk. */
    INTERNAL,
    /** Anything else that a server can say. */
    OTHER,
    /** An earlier statement of its pipeline had failed, so the server did not look at it. */
    SKIPPED,
    /** The session ended while it ran. */
    BROKEN;

    private static final Map<String, Failure> BY_STATE = Map.ofEntries(
            Map.entry("40P01", DEADLOCK),
            Map.entry("40001", SERIALIZATION),
            Map.entry("57014", CANCELLED),
            Map.entry("55P03", LOCK_TIMEOUT),
            Map.entry("25P02", FAILED_TRANSACTION),
            Map.entry("25P03", IDLE_IN_TRANSACTION_TIMEOUT),
            Map.entry("25P04", TRANSACTION_TIMEOUT),
            Map.entry("57P05", IDLE_SESSION_TIMEOUT),
            Map.entry("57P01", SHUTDOWN),
            Map.entry("57P02", SHUTDOWN),
            Map.entry("57P03", UNAVAILABLE),
            Map.entry("42501", PERMISSION));

    private static final Map<String, Failure> BY_CLASS = Map.of(
            "22", DATA,
            "23", CONSTRAINT,
            "28", AUTHENTICATION,
            "26", STATEMENT,
            "34", STATEMENT,
            "42", STATEMENT,
            "53", RESOURCES,
            "58", INTERNAL,
            "XX", INTERNAL);

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * What a server means by a SQLSTATE.
     *
     * @param noWait whether the statement says that it does not wait for locks
     */
    static Failure of(String sqlState, boolean noWait) {
        Failure exactly = BY_STATE.get(sqlState);
        if (exactly == LOCK_TIMEOUT && noWait) {
            return LOCK_NOT_AVAILABLE;
        }
        if (exactly != null) {
            return exactly;
        }
        return sqlState.length() < 2 ? OTHER : BY_CLASS.getOrDefault(sqlState.substring(0, 2), OTHER);
    }

    /** Whether a server said so, as opposed to what follows from an earlier failure or the session's end. */
    boolean isServers() {
        return this != NONE && this != SKIPPED && this != BROKEN;
    }

    /** Such as {@code deadlock}. */
    String text() {
        return text;
    }
}
