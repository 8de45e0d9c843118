package dev.loupe.relay.postgres.session;

import dev.loupe.relay.trace.LogLimit;
import dev.loupe.telemetry.Names;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

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
        if (placed.isTold()) {
            MDC.put("trace.id", placed.span().getSpanContext().getTraceId());
            MDC.put("span.id", placed.span().getSpanContext().getSpanId());
        }
        try {
            line(run).log(words(run));
        } finally {
            MDC.remove("trace.id");
            MDC.remove("span.id");
        }
    }

    private LoggingEventBuilder line(StatementRun run) {
        LoggingEventBuilder line = log.atWarn()
                .addKeyValue("event.duration", run.durationNanos())
                .addKeyValue(Names.PEER_SERVICE.getKey(), database)
                .addKeyValue(Names.DB_QUERY_SUMMARY.getKey(), run.parsed().summary())
                .addKeyValue(Names.DB_QUERY_TEXT.getKey(), run.parsed().text())
                .addKeyValue(Names.DB_FINGERPRINT.getKey(), run.parsed().fingerprint())
                .addKeyValue("loupe.db.rows", run.rows())
                .addKeyValue(Names.LOCK_WAIT.getKey(), run.lockNanos() * DatabaseMetrics.SECONDS);
        if (run.times().execution() >= 0) {
            line = line.addKeyValue(
                    Names.DB_EXECUTION_TIME.getKey(), run.times().execution() * DatabaseMetrics.SECONDS);
        }
        if (run.failure() != Failure.NONE) {
            line = line.addKeyValue(Names.ERROR_TYPE.getKey(), StatementSpan.errorType(run));
        }
        return line;
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
