package dev.loupe.relay.s3;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.ExchangeObserver.TraceFields;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.telemetry.Names;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.live.LiveOperations.InFlight;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Set;
import java.util.function.LongSupplier;

/** The S3 path: each exchange of an HTTP relay becomes one span on behalf of the store. Thread-safe. */
public final class S3Path implements HttpPath {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT");

    /** S3's own limit, for buckets made before 2018; what is longer names no bucket. */
    private static final int LONGEST_BUCKET = 255;

    private final S3Settings settings;
    private final Telemetry telemetry;
    private final Tracer tracer;
    private final S3Metrics metrics;
    private final LongSupplier nanos;
    private final TroubleLog trouble;

    /**
     * @param telemetry where spans, measurements and live figures go
     * @param nanos a monotonic clock
     */
    public S3Path(S3Settings settings, Telemetry telemetry, LongSupplier nanos) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.tracer = telemetry.tracer();
        this.metrics = new S3Metrics(telemetry.meter());
        this.nanos = nanos;
        this.trouble = new TroubleLog(nanos);
        telemetry
                .meter()
                .upDownCounterBuilder(Names.METRIC_HTTP_ACTIVE)
                .setDescription("Requests in flight")
                .buildWithCallback(
                        measurement -> measurement.record(telemetry.live().runningCount()));
    }

    @Override
    public ExchangeObserver begin(RequestHead head, Connection connection) {
        S3Request request = request(head, connection.scheme());
        Context caller = CallerContext.of(head);
        SpanContext parent = Span.fromContext(caller).getSpanContext();
        Span span = tracer.spanBuilder(request.operation().name())
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        SpanContext own = span.getSpanContext();
        InFlight inFlight = telemetry.live().begin(request.operation().name(), request.fileName(), own.getTraceId());
        return new S3Exchange(this, request, head, span, traceFields(head, parent, own), inFlight);
    }

    private S3Request request(RequestHead head, String scheme) {
        S3Target target = S3Target.of(head.target(), head.header("host"), settings.hosts());
        String method = METHODS.contains(head.method()) ? head.method() : "_OTHER";
        return new S3Request(
                S3OperationNamer.operation(head, target),
                method,
                scheme,
                head.minorVersion(),
                bucket(target),
                settings.fileNames().fileName(target.key()).orElse(""),
                PartNumber.of(head.target()));
    }

    private static String bucket(S3Target target) {
        String bucket = target.bucket();
        return bucket.length() <= LONGEST_BUCKET ? bucket : bucket.substring(0, LONGEST_BUCKET);
    }

    /** The caller's sampled flag goes on as it came; without a caller the store is told what the baseline keeps. */
    private TraceFields traceFields(RequestHead head, SpanContext parent, SpanContext own) {
        if (!settings.traceparent()) {
            return null;
        }
        boolean sampled = parent.isValid() ? parent.isSampled() : telemetry.isBaseline(own.getTraceId());
        String traceparent = "00-" + own.getTraceId() + '-' + own.getSpanId() + (sampled ? "-01" : "-00");
        return new TraceFields(traceparent, !parent.isValid() && head.header("tracestate") != null);
    }

    @Override
    public boolean protects(RequestHead request, String lowerCaseName) {
        return SignedFields.covers(request, lowerCaseName);
    }

    @Override
    public ErrorBody errorBody(RelayError error, String requestId) {
        return S3Errors.body(error, requestId);
    }

    @Override
    public void refused(RelayError error) {
        metrics.refused(error);
    }

    @Override
    public void lost(Throwable why) {
        metrics.lost();
        trouble.lost(why);
    }

    S3Settings settings() {
        return settings;
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /** Measures an exchange whose span has ended, so that it is known whether an exemplar may point to it. */
    void finished(S3Exchange exchange, ExchangeEnd end, long now) {
        SpanContext own = exchange.span().getSpanContext();
        Context context = telemetry.isKept(own) ? Context.root().with(exchange.span()) : Context.root();
        String outcome = exchange.outcome(end);
        metrics.record(
                exchange.labels(end),
                exchange.timings(),
                now,
                exchange.totalNanos(now),
                exchange.movedFile(end),
                exchange.size(),
                context);
        metrics.relayed(exchange.requestContent(), exchange.responseContent());
        if (end instanceof ExchangeEnd.Answered answered) {
            metrics.refused(answered.error());
        }
        exchange.inFlight().end(outcome, exchange.timings().store(now), exchange.size());
        trouble.ended(exchange.request(), end, own);
    }
}
