package dev.loupe.relay.s3;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.s3.S3Operation.Family;
import dev.loupe.relay.trace.Ending;
import dev.loupe.relay.trace.UpstreamTimings;
import dev.loupe.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;

/** What is said about an exchange on its span, and in which words. */
final class S3Span {
    /** What is relayed to is a store. */
    static final Ending ENDING = new Ending("store");

    private static final double NANOS = 1e-9;
    private static final int FIRST_ERROR = 400;
    private static final int MAX_ID = 256;

    private final Span span;

    S3Span(Span span) {
        this.span = span;
    }

    void request(S3Request request, S3Settings settings) {
        span.setAttribute(Names.RPC_SYSTEM, "aws-api");
        span.setAttribute(Names.RPC_SERVICE, "S3");
        span.setAttribute(Names.RPC_METHOD, request.operation().name());
        span.setAttribute(Names.HTTP_METHOD, request.method());
        span.setAttribute(Names.URL_SCHEME, request.scheme());
        span.setAttribute(Names.NETWORK_PROTOCOL_VERSION, request.minorVersion() == 0 ? "1.0" : "1.1");
        span.setAttribute(Names.SERVER_ADDRESS, settings.upstreamHost());
        span.setAttribute(Names.SERVER_PORT, (long) settings.upstreamPort());
        if (!request.bucket().isEmpty()) {
            span.setAttribute(Names.S3_BUCKET, request.bucket());
        }
        if (!request.fileName().isEmpty()) {
            span.setAttribute(Names.S3_KEY, request.fileName());
            span.setAttribute(Names.FILE_NAME, request.fileName());
        }
        if (request.partNumber() >= 0) {
            span.setAttribute(Names.S3_PART_NUMBER, (long) request.partNumber());
        }
    }

    void sizes(long requestContent, long responseContent, long fileSize) {
        span.setAttribute(Names.HTTP_REQUEST_BODY_SIZE, requestContent);
        span.setAttribute(Names.HTTP_RESPONSE_BODY_SIZE, responseContent);
        if (fileSize >= 0) {
            span.setAttribute(Names.FILE_SIZE_BYTES, fileSize);
        }
    }

    void timings(Family family, boolean moved, UpstreamTimings timings, long now) {
        if (!timings.reachedUpstream()) {
            return;
        }
        span.setAttribute(Names.S3_BEFORE_STORE, timings.beforeUpstream() * NANOS);
        span.setAttribute(Names.S3_CLIENT_STALL, timings.clientStall() * NANOS);
        span.setAttribute(Names.S3_STORE_TIME, timings.own(now) * NANOS);
        if (!timings.answered()) {
            return;
        }
        span.setAttribute(Names.S3_FIRST_BYTE, timings.firstByte() * NANOS);
        if (moved && family == Family.READ) {
            span.setAttribute(Names.STORAGE_READ_TIME, timings.read() * NANOS);
        } else if (moved && family == Family.WRITE) {
            span.setAttribute(Names.STORAGE_WRITE_TIME, timings.write() * NANOS);
        }
    }

    void retries(int attempts) {
        if (attempts > 1) {
            span.setAttribute(Names.RETRIES, attempts - 1L);
        }
    }

    void response(int status, String requestId, String extendedRequestId, String errorCode) {
        if (status == 0) {
            return;
        }
        span.setAttribute(Names.HTTP_STATUS, (long) status);
        if (isId(requestId)) {
            span.setAttribute(Names.AWS_REQUEST_ID, requestId);
        }
        if (isId(extendedRequestId)) {
            span.setAttribute(Names.AWS_EXTENDED_REQUEST_ID, extendedRequestId);
        }
        if (errorCode != null) {
            span.setAttribute(Names.S3_ERROR_CODE, errorCode);
        }
        if (status >= FIRST_ERROR) {
            span.setAttribute(Names.ERROR_TYPE, errorCode != null ? errorCode : Integer.toString(status));
        }
    }

    private static boolean isId(String id) {
        return id != null && !id.isEmpty() && id.length() <= MAX_ID;
    }

    void answered(RelayError error) {
        span.setAttribute(Names.HTTP_STATUS, (long) error.status());
        span.setAttribute(Names.S3_ERROR_CODE, S3Errors.code(error));
        span.setAttribute(Names.ERROR_TYPE, error.kind().name().toLowerCase(Locale.ROOT));
    }

    void broken(ExchangeEnd.Broken broken) {
        ENDING.describe(broken, span);
    }
}
