package dev.loupe.telemetry.export;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the results of exports into two log lines for each outage: one when it begins and one when it is over. An
 * outage that begins within a minute of the last one's line is not worth another. Thread-safe.
 */
public final class ExportHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ExportHealth.class);
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final String signal;
    private final String receiver;
    private final LongSupplier nanoTicker;
    private boolean failing;
    private boolean told;
    private long lastTold;

    /**
     * @param signal what is sent, as a plural noun for the log line
     * @param receiver host and port for the log line
     * @param nanoTicker as {@link System#nanoTime}
     */
    public ExportHealth(String signal, String receiver, LongSupplier nanoTicker) {
        this.signal = signal;
        this.receiver = receiver;
        this.nanoTicker = nanoTicker;
        lastTold = nanoTicker.getAsLong() - QUIET_NANOS;
    }

    /** An export arrived. */
    public synchronized void succeeded() {
        if (failing && told) {
            LOG.info("The OTLP receiver at {} takes {} again", receiver, signal);
        }
        failing = false;
    }

    /** An export did not arrive; {@code cause} if it is known. */
    public synchronized void failed(Optional<Throwable> cause) {
        if (failing) {
            return;
        }
        failing = true;
        told = nanoTicker.getAsLong() - lastTold >= QUIET_NANOS;
        if (told) {
            lastTold = nanoTicker.getAsLong();
            LOG.warn(
                    "The OTLP receiver at {} does not take {}: {}. They are dropped and counted until it does; "
                            + "traffic is not affected",
                    receiver,
                    signal,
                    cause.map(ExportHealth::described).orElse("it did not answer in time, or refused"));
        }
    }

    /** Only an I/O error's message is shown: others may quote a header's value. */
    private static String described(Throwable cause) {
        Throwable shown = cause;
        while (!(shown instanceof IOException) && shown.getCause() != null) {
            shown = shown.getCause();
        }
        String name = shown.getClass().getSimpleName();
        return shown instanceof IOException && shown.getMessage() != null ? name + ": " + shown.getMessage() : name;
    }
}
