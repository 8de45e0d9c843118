package dev.loupe.relay.s3;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.trace.CallerParentage;
import dev.loupe.relay.trace.ExchangeMetrics;
import dev.loupe.relay.trace.Methods;
import dev.loupe.relay.trace.Parentage;
import dev.loupe.relay.trace.TroubleLog;
import dev.loupe.telemetry.Telemetry;
import dev.loupe.telemetry.live.LiveOperations.InFlight;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.function.LongSupplier;

/** The S3 path: each exchange of an HTTP relay becomes one span on behalf of the store. Thread-safe. */
public final class S3Path implements HttpPath {
    /** S3's own limit, for buckets made before 2018; what is longer names no bucket. */
    private static final int LONGEST_BUCKET = 255;

    private final S3Settings settings;
    private final Telemetry telemetry;
    private final Parentage parentage;
    private final ExchangeMetrics exchanges;
    private final S3Metrics metrics;
    private final LongSupplier nanos;
    private final TroubleLog trouble;

    /**
     * A path in front of a store: its spans are the store's, below those of whoever calls.
     *
     * @param telemetry where spans, measurements and live figures go
     * @param nanos a monotonic clock
     */
    public S3Path(S3Settings settings, Telemetry telemetry, LongSupplier nanos) {
        this(settings, telemetry, new CallerParentage(telemetry), nanos);
    }

    /**
     * A path that stands elsewhere, as behind a service that uses a store.
     *
     * @param parentage on whose behalf spans are made, and below which others
     */
    public S3Path(S3Settings settings, Telemetry telemetry, Parentage parentage, LongSupplier nanos) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.parentage = parentage;
        this.exchanges = new ExchangeMetrics(telemetry.meter());
        this.metrics = new S3Metrics(telemetry.meter(), exchanges);
        this.nanos = nanos;
        this.trouble = new TroubleLog("dev.loupe.s3", S3Span.ENDING, nanos);
    }

    @Override
    public ExchangeObserver begin(RequestHead head, Connection connection) {
        S3Request request = request(head, connection.scheme());
        String name = request.operation().name();
        Parentage.Begun begun = parentage.begin(head, name);
        String traceId = begun.span().getSpanContext().getTraceId();
        InFlight inFlight = telemetry.live().begin(name, request.fileName(), traceId);
        return new S3Exchange(
                this, request, head, begun.span(), settings.traceparent() ? begun.onward() : null, inFlight);
    }

    private S3Request request(RequestHead head, String scheme) {
        S3Target target = S3Target.of(head.target(), head.header("host"), settings.hosts());
        return new S3Request(
                S3OperationNamer.operation(head, target),
                Methods.known(head.method()),
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
        exchanges.refused(error);
    }

    @Override
    public void lost(Throwable why) {
        exchanges.lost();
        trouble.lost(why);
    }

    S3Settings settings() {
        return settings;
    }

    LongSupplier clock() {
        return nanos;
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
        exchanges.relayed(exchange.requestContent(), exchange.responseContent());
        if (end instanceof ExchangeEnd.Answered answered) {
            exchanges.refused(answered.error());
        }
        exchange.inFlight().end(outcome, exchange.timings().own(now), exchange.size());
        trouble.ended(inWords(exchange.request()), end, own);
    }

    private static String inWords(S3Request request) {
        String file = request.fileName().isEmpty() ? "" : ' ' + request.fileName();
        return request.operation().name() + file;
    }
}
