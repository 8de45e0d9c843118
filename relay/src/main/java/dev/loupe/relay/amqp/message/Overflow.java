package dev.loupe.relay.amqp.message;

import java.util.Locale;

/** What there was no room to remember of a connection; label of a counter. */
enum Overflow {
    /** A publish, until its outcome is known. */
    UNCONFIRMED,
    /** A publish without confirm, until it is sure that the broker has read it. */
    SENT,
    /** A delivery, until it is settled. */
    UNACKNOWLEDGED,
    /** A consumer of a channel. */
    CONSUMERS,
    /** What the broker was asked and has not answered. */
    REQUESTS;

    private final String text = name().toLowerCase(Locale.ROOT);

    String text() {
        return text;
    }
}
