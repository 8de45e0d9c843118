package dev.loupe.demo;

import dev.loupe.telemetry.Names;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Optional;

/**
 * What a span says, as far as the demo compares and shows it.
 *
 * @param size of the whole file, -1 if it is not said
 * @param status 0 if there was none
 * @param brokenBy empty if the transfer was whole
 */
record Seen(
        String operation,
        String file,
        long size,
        long status,
        String brokenBy,
        double total,
        double store,
        double stall,
        String traceId) {
    private static final double NANOS = 1e-9;

    static Seen of(SpanData span) {
        return new Seen(
                span.getName(),
                text(span.getAttributes().get(Names.FILE_NAME)),
                Optional.ofNullable(span.getAttributes().get(Names.FILE_SIZE_BYTES))
                        .orElse(-1L),
                Optional.ofNullable(span.getAttributes().get(Names.HTTP_STATUS)).orElse(0L),
                text(span.getAttributes().get(Names.BROKEN_BY)),
                (span.getEndEpochNanos() - span.getStartEpochNanos()) * NANOS,
                number(span.getAttributes().get(Names.S3_STORE_TIME)),
                number(span.getAttributes().get(Names.S3_CLIENT_STALL)),
                span.getTraceId());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static double number(Double value) {
        return value == null ? 0 : value;
    }
}
