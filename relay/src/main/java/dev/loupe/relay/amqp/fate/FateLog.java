package dev.loupe.relay.amqp.fate;

import dev.loupe.relay.trace.LogLimit;
import dev.loupe.telemetry.Names;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One line for each message that something went wrong with, at most a few a second of each kind. Thread-safe. */
final class FateLog {
    private static final String TRACE = "trace.id";
    private static final String SPAN = "span.id";

    private final Logger log = LoggerFactory.getLogger("dev.loupe.amqp");
    private final String broker;
    private final Map<Incident.Kind, LogLimit> limits = new EnumMap<>(Incident.Kind.class);

    /**
     * @param broker as the configuration names it
     * @param nanos a monotonic clock
     */
    FateLog(String broker, LongSupplier nanos) {
        this.broker = broker;
        for (Incident.Kind kind : Incident.Kind.values()) {
            limits.put(kind, new LogLimit(nanos));
        }
    }

    void write(Incident incident) {
        LogLimit limit = limits.get(incident.kind());
        if (!log.isWarnEnabled() || !limit.mayWrite()) {
            return;
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        if (incident.span().isValid()) {
            MDC.put(TRACE, incident.span().getTraceId());
            MDC.put(SPAN, incident.span().getSpanId());
        }
        MDC.put(Names.PEER_SERVICE.getKey(), broker);
        if (!incident.order().isEmpty()) {
            MDC.put(Names.JOURNEY.getKey(), incident.order());
        }
        try {
            log.warn("message {}{}", words(incident), limit.others());
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    private static String words(Incident incident) {
        StringBuilder line = new StringBuilder(incident.kind().text());
        if (!incident.reason().isEmpty()) {
            line.append(": ").append(incident.words());
        }
        if (!incident.detail().isEmpty()) {
            line.append(" (").append(incident.detail()).append(')');
        }
        line.append("; ").append(incident.destination());
        if (!incident.queue().isEmpty()) {
            line.append(", queue ").append(incident.queue());
        }
        if (!incident.order().isEmpty()) {
            line.append(", ").append(incident.order());
        }
        return line.toString();
    }
}
