package dev.loupe.telemetry.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Leads {@code java.util.logging}, which the OpenTelemetry SDK and the JDK use, to SLF4J. */
final class JulToSlf4j extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
        String name = entry.getLoggerName() == null ? "" : entry.getLoggerName();
        LoggerFactory.getLogger(name)
                .atLevel(slf4jLevel(entry.getLevel()))
                .setCause(entry.getThrown())
                .log(formatter.formatMessage(entry));
    }

    private static org.slf4j.event.Level slf4jLevel(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }

    @Override
    public void flush() {
        // SLF4J flushes by itself.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
