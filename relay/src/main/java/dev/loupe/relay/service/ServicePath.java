package dev.loupe.relay.service;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.HttpPath;
import dev.loupe.relay.http.RelayError;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.journey.Happening;
import dev.loupe.relay.service.key.KeyRules;
import dev.loupe.relay.service.route.Routes;
import dev.loupe.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.concurrent.ThreadLocalRandom;

/** What both HTTP paths of a wrapped service do alike. */
abstract class ServicePath implements HttpPath {
    private final WrappedService service;
    private final KeyRules keyRules;
    private final Routes exclusions;

    ServicePath(WrappedService service, KeyRules keyRules, Routes exclusions) {
        this.service = service;
        this.keyRules = keyRules;
        this.exclusions = exclusions;
    }

    /** Whether it stands in front of the service, else behind it. */
    abstract boolean isServer();

    WrappedService service() {
        return service;
    }

    KeyRules keyRules() {
        return keyRules;
    }

    boolean excludes(RequestHead request) {
        return exclusions.match(request.method(), request.target()).route().isPresent();
    }

    @Override
    public boolean allowsUpgrade(RequestHead request) {
        return true;
    }

    @Override
    public ErrorBody errorBody(RelayError error, String requestId) {
        return HttpErrors.body(error, requestId);
    }

    @Override
    public void refused(RelayError error) {
        service.metrics().exchanges().refused(error);
    }

    @Override
    public void lost(Throwable why) {
        service.metrics().exchanges().lost();
        service.trouble().lost(why);
    }

    /** What error answers name: the trace, or anything where there is none. */
    static String requestId(Span span) {
        SpanContext own = span.getSpanContext();
        return own.isValid()
                ? own.getTraceId()
                : Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** Measures and tells an exchange whose span has ended, so that it is known whether an exemplar may point to it. */
    void finished(HttpExchange exchange, ExchangeEnd end, long now) {
        Telemetry telemetry = service.telemetry();
        Span span = exchange.span();
        SpanContext own = span.getSpanContext();
        Context context = telemetry.isKept(own) ? Context.root().with(span) : Context.root();
        Line line = exchange.line();
        String outcome = HttpSpan.ENDING.outcome(end, exchange.status());
        HttpMetrics metrics = service.metrics();
        metrics.took(
                new HttpMetrics.Labels(
                        line.method(),
                        line.route(),
                        exchange.status() / 100,
                        outcome,
                        isServer() ? "" : exchange.address().name()),
                exchange.totalNanos(now),
                context);
        metrics.exchanges().relayed(exchange.requestContent(), exchange.responseContent());
        if (end instanceof ExchangeEnd.Answered answered) {
            metrics.exchanges().refused(answered.error());
        }
        exchange.inFlight().end(outcome, exchange.timings().own(now), -1);
        if (own.isValid()) {
            service.trouble().ended(listing(line, exchange.address()), end, own);
            int status = end instanceof ExchangeEnd.Whole ? exchange.status() : 0;
            service.tellEnd(happening(exchange, status, exchange.totalNanos(now)));
        } else {
            metrics.excluded(direction(), line.route());
        }
    }

    /** Under which name an exchange is listed among the live figures. */
    String listing(Line line, Peer.Address address) {
        return isServer() ? line.name() : line.name() + " to " + address.name();
    }

    Happening happening(HttpExchange exchange, int status, long durationNanos) {
        return new Happening(
                direction(),
                isServer() ? "" : exchange.address().name(),
                exchange.line().method(),
                exchange.line().route(),
                status,
                exchange.keys().all(),
                exchange.span().getSpanContext(),
                exchange.epochNanos(),
                durationNanos);
    }

    private String direction() {
        return isServer() ? Happening.IN : Happening.OUT;
    }
}
