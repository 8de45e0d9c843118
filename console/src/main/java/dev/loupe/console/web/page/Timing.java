package dev.loupe.console.web.page;

import dev.loupe.telemetry.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose time a request took, as its span says. All in nanoseconds.
 *
 * @param direction which way the file went
 * @param total the whole request as the client saw it
 * @param beforeStore from its arrival until it started at the store
 * @param firstByte from then until the first byte of the store's response; empty if none came
 * @param store the store's own time
 * @param clientStall how long the client made us wait
 */
record Timing(Direction direction, long total, long beforeStore, OptionalLong firstByte, long store, long clientStall) {
    private static final double NANOS = 1e9;

    /** Which way a file went: the client waits differently. */
    enum Direction {
        /** To the client. */
        DOWNLOAD,
        /** To the store. */
        UPLOAD
    }

    /** Empty if the span tells of no store, or the request never reached it. */
    static Optional<Timing> of(SpanData span) {
        OptionalLong store = storeOf(span);
        if (store.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Timing(
                directionOf(span),
                totalOf(span),
                nanos(span, Names.S3_BEFORE_STORE).orElse(0),
                nanos(span, Names.S3_FIRST_BYTE),
                store.getAsLong(),
                nanos(span, Names.S3_CLIENT_STALL).orElse(0)));
    }

    /** The length of any span. */
    static long totalOf(SpanData span) {
        return Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos());
    }

    private static OptionalLong storeOf(SpanData span) {
        OptionalLong read = nanos(span, Names.STORAGE_READ_TIME);
        OptionalLong write = nanos(span, Names.STORAGE_WRITE_TIME);
        return read.isPresent() ? read : write.isPresent() ? write : nanos(span, Names.S3_STORE_TIME);
    }

    private static Direction directionOf(SpanData span) {
        if (span.getAttributes().get(Names.STORAGE_WRITE_TIME) != null) {
            return Direction.UPLOAD;
        }
        boolean sentMore = moved(span, Names.HTTP_REQUEST_BODY_SIZE) > moved(span, Names.HTTP_RESPONSE_BODY_SIZE);
        return sentMore ? Direction.UPLOAD : Direction.DOWNLOAD;
    }

    private static long moved(SpanData span, AttributeKey<Long> key) {
        Long bytes = span.getAttributes().get(key);
        return bytes == null ? 0 : bytes;
    }

    private static OptionalLong nanos(SpanData span, AttributeKey<Double> key) {
        Double seconds = span.getAttributes().get(key);
        return seconds == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, Math.round(seconds * NANOS)));
    }
}
