package dev.loupe.relay.s3;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.http.ResponseHead;
import dev.loupe.relay.s3.S3Operation.Family;
import dev.loupe.relay.trace.TimedExchange;
import dev.loupe.telemetry.live.LiveOperations.InFlight;
import io.netty.buffer.ByteBuf;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** Observes one S3 request: its moments become a span's attributes, measurements, and a row of the live page. */
final class S3Exchange extends TimedExchange {
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int FIRST_WITH_ERROR_BODY = 300;

    private final S3Path path;
    private final S3Request request;
    private final Span span;
    private final TraceFields traceFields;

    private S3ErrorBody errorBody;
    private String requestId;
    private String extendedRequestId;
    private long size;

    S3Exchange(
            S3Path path, S3Request request, RequestHead head, Span span, TraceFields traceFields, InFlight inFlight) {
        super(path.clock(), head.header("expect") != null);
        this.path = path;
        this.request = request;
        this.span = span;
        this.traceFields = traceFields;
        this.size = FileSize.ofWrite(request.operation(), head);
        listed(inFlight);
    }

    @Override
    public TraceFields traceFields() {
        return traceFields;
    }

    @Override
    public String requestId() {
        return span.getSpanContext().getTraceId();
    }

    @Override
    public void responseStarted(ResponseHead head) {
        super.responseStarted(head);
        requestId = head.header("x-amz-request-id");
        extendedRequestId = head.header("x-amz-id-2");
        if (status() >= FIRST_WITH_ERROR_BODY) {
            errorBody = new S3ErrorBody();
        } else if (size < 0) {
            size = FileSize.ofRead(request.operation(), head);
        }
    }

    @Override
    public boolean wantsResponseContent() {
        return errorBody != null;
    }

    @Override
    public void responseContent(int bytes, ByteBuf content) {
        super.responseContent(bytes, content);
        if (content != null) {
            errorBody.feed(content);
        }
    }

    @Override
    protected void ended(ExchangeEnd end, long now) {
        if (errorBody != null) {
            errorBody.finish();
            requestId = requestId != null ? requestId : errorBody.requestId().orElse(null);
        }
        describe(end, now);
        span.end();
        path.finished(this, end, now);
    }

    private void describe(ExchangeEnd end, long now) {
        S3Span attributes = new S3Span(span);
        attributes.request(request, path.settings());
        attributes.sizes(requestContent(), responseContent(), size);
        attributes.timings(request.operation().family(), movedAll(end), timings(), now);
        attributes.retries(attempts());
        if (end instanceof ExchangeEnd.Answered answered) {
            attributes.answered(answered.error());
        } else {
            attributes.response(status(), requestId, extendedRequestId, errorCode());
        }
        if (end instanceof ExchangeEnd.Broken broken) {
            attributes.broken(broken);
        }
        if (end instanceof ExchangeEnd.Whole && status() < FIRST_SERVER_ERROR) {
            return;
        }
        span.setStatus(StatusCode.ERROR, S3Span.ENDING.inWords(end, status(), errorCode()));
    }

    private String errorCode() {
        return errorBody == null ? null : errorBody.code().orElse(null);
    }

    /** Whether the file's bytes moved, all of them. */
    private boolean movedAll(ExchangeEnd end) {
        return end instanceof ExchangeEnd.Whole && status() < FIRST_WITH_ERROR_BODY;
    }

    // --- for the path, when it is over

    Span span() {
        return span;
    }

    S3Request request() {
        return request;
    }

    long size() {
        return size;
    }

    boolean movedFile(ExchangeEnd end) {
        return movedAll(end) && request.operation().family() != Family.OTHER;
    }

    S3Metrics.Labels labels(ExchangeEnd end) {
        return new S3Metrics.Labels(request.operation(), request.method(), status(), request.scheme(), outcome(end));
    }

    String outcome(ExchangeEnd end) {
        return S3Span.ENDING.outcome(end, status());
    }
}
