package dev.loupe.relay.s3;

import dev.loupe.relay.http.ExchangeEnd;
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Log lines about requests that went wrong, with their trace ids, at most a few a second: a dead store must not fill a
 * disk. Thread-safe.
 */
final class TroubleLog {
    private static final Logger log = LoggerFactory.getLogger("dev.loupe.s3");
    private static final int A_SECOND = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicLong unwritten = new AtomicLong();

    TroubleLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Says what went wrong, if something did. */
    void ended(S3Request request, ExchangeEnd end, SpanContext span) {
        if (end instanceof ExchangeEnd.Whole || !log.isWarnEnabled() || !mayWrite()) {
            return;
        }
        MDC.put("trace.id", span.getTraceId());
        MDC.put("span.id", span.getSpanId());
        try {
            String what = S3Span.description(end, 0, null);
            String file = request.fileName().isEmpty() ? "" : " " + request.fileName();
            log.warn("{}{}: {}{}", request.operation().name(), file, what, others());
        } finally {
            MDC.remove("trace.id");
            MDC.remove("span.id");
        }
    }

    /** An observer failed: our own defect. Its message is not written, since it may quote what it could not read. */
    void lost(Throwable why) {
        if (mayWrite()) {
            StackTraceElement[] stack = why.getStackTrace();
            Object where = stack.length == 0 ? "an unknown place" : stack[0];
            String what = why.getClass().getName();
            log.error("a request went on unobserved: {} at {}{}", what, where, others());
        }
    }

    private boolean mayWrite() {
        long now = nanos.getAsLong() / SECOND;
        long before = second.get();
        if (now != before && second.compareAndSet(before, now)) {
            written.set(0);
        }
        if (written.incrementAndGet() <= A_SECOND) {
            return true;
        }
        unwritten.incrementAndGet();
        return false;
    }

    private String others() {
        long before = unwritten.getAndSet(0);
        return before == 0 ? "" : " (and " + before + " more that were not written)";
    }
}
