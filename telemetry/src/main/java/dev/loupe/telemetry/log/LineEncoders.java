package dev.loupe.telemetry.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import co.elastic.logging.logback.EcsEncoder;
import dev.loupe.telemetry.Settings;

/** How an event becomes a line. */
final class LineEncoders {
    /**
     * Control characters become spaces: a line stays one line, and text that came from outside cannot steer a
     * terminal. A stack trace follows on lines of its own.
     */
    private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %replace(%msg){'\\p{Cntrl}+', ' '}"
            + "%replace( trace=%X{trace.id}){' trace=$', ''}%n";

    private LineEncoders() {}

    static Encoder<ILoggingEvent> encoder(Settings.Format format, String serviceName, LoggerContext context) {
        EncoderBase<ILoggingEvent> encoder =
                switch (format) {
                    case TEXT -> text();
                    case ECS -> ecs(serviceName);
                };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static EncoderBase<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(TEXT);
        return encoder;
    }

    private static EncoderBase<ILoggingEvent> ecs(String serviceName) {
        EcsEncoder encoder = new EcsEncoder();
        encoder.setServiceName(serviceName);
        return encoder;
    }
}
