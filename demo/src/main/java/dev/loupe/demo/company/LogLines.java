package dev.loupe.demo.company;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that this process logs, with what goes with each line, from here on. Thread-safe. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int MOST = 20_000;

    private final List<String> lines = new ArrayList<>();

    private LogLines() {}

    /** Begins to listen. */
    static LogLines listen() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        LogLines lines = new LogLines();
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getFormattedMessage());
        line.append(' ').append(event.getKeyValuePairs()).append(' ').append(event.getMDCPropertyMap());
        for (IThrowableProxy why = event.getThrowableProxy(); why != null; why = why.getCause()) {
            line.append(' ').append(why.getMessage());
        }
        synchronized (lines) {
            if (lines.size() < MOST) {
                lines.add(line.toString());
            }
        }
    }

    /** All so far. */
    List<String> all() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    @Override
    public void close() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(this);
        stop();
    }
}
