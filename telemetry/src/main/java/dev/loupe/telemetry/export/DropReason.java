package dev.loupe.telemetry.export;

import java.util.Locale;

/** Why a span that might have left the process never did. */
public enum DropReason {
    /** The receiver is slower than the spans are many. */
    QUEUE_FULL,
    /** The receiver could not be reached, or refused. */
    EXPORT_FAILED,
    /** Too many spans waited for their local root. */
    WAITING_FULL,
    /** Its local root did not end in time. */
    WAITING_EXPIRED,
    /** The process ended first. */
    SHUTDOWN;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The value of the metric's {@code reason}, such as {@code queue_full}. */
    public String text() {
        return text;
    }
}
