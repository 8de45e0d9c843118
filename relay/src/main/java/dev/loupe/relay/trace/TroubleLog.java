package dev.loupe.relay.trace;

import dev.loupe.relay.http.ExchangeEnd;
import io.opentelemetry.api.trace.SpanContext;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Log lines about requests, statements and messages that went wrong, with their trace ids, at most a few a second: a dead upstream must not fill a
 * disk. Thread-safe.
 */
public final class TroubleLog {
    private final Logger log;
    private final Ending ending;
    private final LogLimit limit;

    /**
     * A log of its own limit.
     *
     * @param logger its name
     * @param ending how the path calls its upstream
     * @param nanos a monotonic clock
     */
    public TroubleLog(String logger, Ending ending, LongSupplier nanos) {
        this.log = LoggerFactory.getLogger(logger);
        this.ending = ending;
        this.limit = new LogLimit(nanos);
    }

    /**
     * Says what went wrong, if something did.
     *
     * @param what was asked for, without anything secret
     */
    public void ended(String what, ExchangeEnd end, SpanContext span) {
        if (end instanceof ExchangeEnd.Whole || !log.isWarnEnabled() || !limit.mayWrite()) {
            return;
        }
        MDC.put("trace.id", span.getTraceId());
        MDC.put("span.id", span.getSpanId());
        try {
            log.warn("{}: {}{}", what, ending.inWords(end, 0, null), limit.others());
        } finally {
            MDC.remove("trace.id");
            MDC.remove("span.id");
        }
    }

    /** An observer failed: our own defect. Its message is not written, since it may quote what it could not read. */
    public void lost(Throwable why) {
        if (limit.mayWrite()) {
            StackTraceElement[] stack = why.getStackTrace();
            Object where = stack.length == 0 ? "an unknown place" : stack[0];
            String what = why.getClass().getName();
            log.error("traffic went on unobserved: {} at {}{}", what, where, limit.others());
        }
    }
}
