package dev.loupe.relay.postgres.session;

import dev.loupe.relay.trace.LogLimit;
import dev.loupe.telemetry.Names;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One line for each slow statement, at most a few a second. Nothing of a value is in it. Thread-safe. */
final class SlowLog {
    private final Logger log = LoggerFactory.getLogger("dev.loupe.postgres.slow");
    private final String database;
    private final LogLimit limit;

    /**
     * @param database the configured name
     * @param nanos a monotonic clock
     */
    SlowLog(String database, LongSupplier nanos) {
        this.database = database;
        this.limit = new LogLimit(nanos);
    }

    void write(StatementRun run, Placed placed) {
        if (!log.isWarnEnabled() || !limit.mayWrite()) {
            return;
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        fields(run, placed);
        try {
            log.warn(words(run));
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    /** In the context, of which the ECS encoder makes fields; it knows nothing of SLF4J's key-value pairs. */
    private void fields(StatementRun run, Placed placed) {
        if (placed.isTold()) {
            MDC.put("trace.id", placed.span().getSpanContext().getTraceId());
            MDC.put("span.id", placed.span().getSpanContext().getSpanId());
        }
        MDC.put("event.duration", Long.toString(run.durationNanos()));
        MDC.put(Names.PEER_SERVICE.getKey(), database);
        MDC.put(Names.DB_QUERY_SUMMARY.getKey(), run.parsed().summary());
        MDC.put(Names.DB_QUERY_TEXT.getKey(), run.parsed().text());
        MDC.put(Names.DB_FINGERPRINT.getKey(), run.parsed().fingerprint());
        MDC.put("loupe.db.rows", Long.toString(run.rows()));
        MDC.put(Names.LOCK_WAIT.getKey(), seconds(run.lockNanos()));
        if (run.times().execution() >= 0) {
            MDC.put(Names.DB_EXECUTION_TIME.getKey(), seconds(run.times().execution()));
        }
        if (run.failure() != Failure.NONE) {
            MDC.put(Names.ERROR_TYPE.getKey(), StatementSpan.errorType(run));
        }
    }

    private static String seconds(long nanos) {
        return Double.toString(nanos * DatabaseMetrics.SECONDS);
    }

    private String words(StatementRun run) {
        return String.format(
                Locale.ROOT,
                "slow statement on %s: %.3f s, %d rows, %.3f s waiting for locks: %s%s",
                database,
                run.durationNanos() * DatabaseMetrics.SECONDS,
                run.rows(),
                run.lockNanos() * DatabaseMetrics.SECONDS,
                run.parsed().text(),
                limit.others());
    }
}
