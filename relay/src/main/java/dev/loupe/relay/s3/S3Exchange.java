package dev.loupe.relay.s3;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.http.ResponseHead;
import dev.loupe.relay.s3.S3Operation.Family;
import dev.loupe.telemetry.live.LiveOperations.InFlight;
import io.netty.buffer.ByteBuf;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Locale;

/** Observes one S3 request: its moments become a span's attributes, measurements, and a row of the live page. */
final class S3Exchange implements ExchangeObserver {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int FIRST_WITH_ERROR_BODY = 300;

    private final S3Path path;
    private final S3Request request;
    private final Span span;
    private final TraceFields traceFields;
    private final InFlight inFlight;
    private final long arrived;
    private final StoreTimings timings;

    private S3ErrorBody errorBody;
    private String requestId;
    private String extendedRequestId;
    private int status;
    private int attempts;
    private long size;
    private long requestContent;
    private long responseContent;

    S3Exchange(
            S3Path path, S3Request request, RequestHead head, Span span, TraceFields traceFields, InFlight inFlight) {
        this.path = path;
        this.request = request;
        this.span = span;
        this.traceFields = traceFields;
        this.inFlight = inFlight;
        this.arrived = path.nanos();
        this.size = FileSize.ofWrite(request.operation(), head);
        this.timings = new StoreTimings(arrived, head.header("expect") != null);
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
    public void upstreamStarted(int attempt) {
        attempts = attempt;
        timings.storeStarted(path.nanos());
    }

    @Override
    public void requestContent(int bytes, ByteBuf content) {
        requestContent += bytes;
        timings.requestContent(path.nanos());
        inFlight.moved(bytes);
    }

    @Override
    public void requestPaused() {
        timings.requestPaused(path.nanos());
    }

    @Override
    public void requestResumed() {
        timings.requestResumed(path.nanos());
    }

    @Override
    public void requestEnded() {
        timings.requestEnded(path.nanos());
    }

    @Override
    public void interim(int interimStatus) {
        if (interimStatus == 100) {
            timings.continued(path.nanos());
        }
    }

    @Override
    public void responseStarted(ResponseHead head) {
        timings.responseStarted(path.nanos());
        status = head.status();
        requestId = head.header("x-amz-request-id");
        extendedRequestId = head.header("x-amz-id-2");
        if (status >= FIRST_WITH_ERROR_BODY) {
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
        responseContent += bytes;
        timings.responseContent(path.nanos());
        inFlight.moved(bytes);
        if (content != null) {
            errorBody.feed(content);
        }
    }

    @Override
    public void responsePaused() {
        timings.responsePaused(path.nanos());
    }

    @Override
    public void responseResumed() {
        timings.responseResumed(path.nanos());
    }

    @Override
    public void responseEnded() {
        timings.responseEnded(path.nanos());
    }

    @Override
    public void ended(ExchangeEnd end) {
        long now = path.nanos();
        timings.ended(now);
        if (end instanceof ExchangeEnd.Answered answered) {
            status = answered.error().status();
        }
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
        attributes.sizes(requestContent, responseContent, size);
        attributes.timings(request.operation().family(), moved(end), timings, now);
        attributes.retries(attempts);
        if (end instanceof ExchangeEnd.Answered answered) {
            attributes.answered(answered.error());
        } else {
            attributes.response(status, requestId, extendedRequestId, errorCode());
        }
        if (end instanceof ExchangeEnd.Broken broken) {
            attributes.broken(broken);
        }
        if (end instanceof ExchangeEnd.Whole && status < FIRST_SERVER_ERROR) {
            return;
        }
        span.setStatus(StatusCode.ERROR, S3Span.description(end, status, errorCode()));
    }

    private String errorCode() {
        return errorBody == null ? null : errorBody.code().orElse(null);
    }

    /** Whether the file's bytes moved, all of them. */
    private boolean moved(ExchangeEnd end) {
        return end instanceof ExchangeEnd.Whole && status < FIRST_WITH_ERROR_BODY;
    }

    // --- for the path, when it is over

    Span span() {
        return span;
    }

    InFlight inFlight() {
        return inFlight;
    }

    StoreTimings timings() {
        return timings;
    }

    S3Request request() {
        return request;
    }

    long totalNanos(long now) {
        return now - arrived;
    }

    long size() {
        return size;
    }

    long requestContent() {
        return requestContent;
    }

    long responseContent() {
        return responseContent;
    }

    boolean movedFile(ExchangeEnd end) {
        return moved(end) && request.operation().family() != Family.OTHER;
    }

    S3Metrics.Labels labels(ExchangeEnd end) {
        return new S3Metrics.Labels(request.operation(), request.method(), status, request.scheme(), outcome(end));
    }

    String outcome(ExchangeEnd end) {
        if (end instanceof ExchangeEnd.Broken broken) {
            return "broken_by_" + S3Span.side(broken.by()).toLowerCase(Locale.ROOT);
        }
        if (status >= FIRST_SERVER_ERROR) {
            return "server_error";
        }
        return status >= FIRST_ERROR ? "client_error" : "ok";
    }
}
