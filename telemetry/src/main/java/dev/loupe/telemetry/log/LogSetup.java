package dev.loupe.telemetry.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.loupe.telemetry.Settings;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/**
 * Configures logging: one line for each event on the standard error stream. Lines are written by a thread of their own
 * from a bounded queue; if nobody reads the stream, lines are dropped and nobody waits.
 */
public final class LogSetup {
    /**
     * Libraries that read what comes over the wire, and quote in their lines what they could not read or find. What went
     * wrong there is on spans and in metrics.
     */
    private static final List<String> QUOTING = List.of("io.netty.handler.codec", "io.netty.resolver");

    private static final int QUEUED_LINES = 1_024;
    private static final int FLUSH_MILLIS = 1_000;

    private LogSetup() {}

    /**
     * Applies the settings to the whole process, replacing what was applied before. Vert.x must not have been loaded
     * yet if it is to log here too. Netty finds SLF4J by itself; {@code java.util.logging} is led here.
     *
     * @param serviceName {@code service.name} of ECS lines
     */
    public static void apply(Settings.Log settings, String serviceName) {
        if (System.getProperty("vertx.logger-delegate-factory-class-name") == null) {
            System.setProperty(
                    "vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, settings, serviceName);
        }
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").addHandler(new JulToSlf4j());
    }

    /** Writes what is queued, for at most a second, and ends logging: a process's last call. */
    public static void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    static void configure(LoggerContext context, Settings.Log settings, String serviceName) {
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("stderr");
        console.setTarget("System.err");
        console.setEncoder(LineEncoders.encoder(settings.format(), serviceName, context));
        console.start();

        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setName("queue");
        queue.setQueueSize(QUEUED_LINES);
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(FLUSH_MILLIS);
        queue.addAppender(console);
        queue.start();

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(settings.level().name()));
        root.addAppender(queue);
        QUOTING.forEach(library -> context.getLogger(library).setLevel(Level.OFF));
    }
}
