package dev.loupe.relay.postgres.session;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** Says on a statement's span what became of it. */
final class StatementSpan {
    private StatementSpan() {}

    static void describe(StatementRun run, Span span) {
        RunTimes times = run.times();
        span.setAttribute(Names.DB_PREPARED, run.preparation().text());
        if (run.prepareNanos() > 0) {
            seconds(span, Names.DB_PREPARE_TIME, run.prepareNanos());
        }
        volume(run.volume(), span);
        if (run.failure() != Failure.SKIPPED) {
            seconds(span, Names.DB_QUERY_DURATION, times.duration());
            if (times.execution() >= 0) {
                seconds(span, Names.DB_EXECUTION_TIME, times.execution());
            }
            if (times.queued() > 0) {
                seconds(span, Names.DB_QUEUED, times.queued());
            }
            if (times.stalled() > 0) {
                seconds(span, Names.DB_CLIENT_STALL, times.stalled());
            }
        }
        if (run.isCancelRequested()) {
            span.setAttribute(Names.DB_CANCEL_REQUESTED, true);
        }
        if (run.failure() != Failure.NONE) {
            failure(run, span);
        }
    }

    private static void volume(RunVolume volume, Span span) {
        span.setAttribute(Names.DB_SENT_BYTES, volume.sent());
        span.setAttribute(Names.DB_RECEIVED_BYTES, volume.received());
        if (volume.returned() >= 0) {
            span.setAttribute(Names.DB_RETURNED_ROWS, volume.returned());
        }
        if (volume.affected() >= 0) {
            span.setAttribute(Names.DB_ROWS_AFFECTED, volume.affected());
        }
        if (volume.portions() > 1) {
            span.setAttribute(Names.DB_FETCHES, (long) volume.portions());
        }
    }

    private static void failure(StatementRun run, Span span) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(Names.DB_FAILURE, run.failure().text());
        span.setAttribute(Names.ERROR_TYPE, errorType(run));
        if (run.failure() == Failure.BROKEN) {
            span.setAttribute(Names.BROKEN_BY, run.failedBy());
        } else if (run.failure().isServers() && !run.failedBy().isEmpty()) {
            span.setAttribute(Names.DB_STATUS, run.failedBy());
        }
    }

    /** SQLSTATE, or {@code skipped} or {@code broken}. */
    static String errorType(StatementRun run) {
        return run.failure().isServers() && !run.failedBy().isEmpty()
                ? run.failedBy()
                : run.failure().text();
    }

    private static void seconds(Span span, AttributeKey<Double> key, long nanos) {
        span.setAttribute(key, nanos * DatabaseMetrics.SECONDS);
    }
}
