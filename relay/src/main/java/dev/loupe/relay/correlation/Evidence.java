package dev.loupe.relay.correlation;

import java.util.Locale;

/** What an attribution rests on, strongest first; the value of {@code loupe.correlation}. */
public enum Evidence {
    /** The operation carries its context itself. */
    EXPLICIT,
    /** A business key of the operation is that of exactly one request. */
    KEY,
    /** An earlier statement of this database transaction was attributed by its context or a key. */
    TRANSACTION,
    /** Exactly one request is in flight. */
    SOLE,
    /** It could be several, or it is not sure that it is the one. Attributes nothing. */
    AMBIGUOUS,
    /** Nothing in flight can have caused it. Attributes nothing. */
    NONE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The value of {@code loupe.correlation}, such as {@code sole}. */
    public String text() {
        return text;
    }
}
