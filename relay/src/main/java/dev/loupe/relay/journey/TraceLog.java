package dev.loupe.relay.journey;

import io.opentelemetry.api.trace.SpanContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Log lines that lead to a trace. */
final class TraceLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.loupe.journey");

    private TraceLog() {}

    /** One line, with the span's ids beside it. */
    static void warn(SpanContext span, String message, Object... arguments) {
        MDC.put("trace.id", span.getTraceId());
        MDC.put("span.id", span.getSpanId());
        try {
            LOG.warn(message, arguments);
        } finally {
            MDC.remove("trace.id");
            MDC.remove("span.id");
        }
    }
}
