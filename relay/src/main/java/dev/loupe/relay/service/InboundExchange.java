package dev.loupe.relay.service;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.correlation.InFlight;
import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.service.route.RouteMatch;
import io.opentelemetry.api.trace.Span;

/** Observes a request to a wrapped service; until it is answered, what the service does may be for it. */
final class InboundExchange extends HttpExchange {
    private static final int ACCEPTED = 202;

    private final InboundPath path;
    private final Arrivals.Arrived arrived;
    private InFlight request;
    private int keysTold;

    InboundExchange(
            InboundPath path,
            RequestHead head,
            Line line,
            Peer.Address own,
            RouteMatch route,
            Arrivals.Arrived arrived) {
        super(path, head, line, own, route);
        this.path = path;
        this.arrived = arrived;
    }

    /** From here on it is in flight, and stays so until it has ended. */
    InboundExchange begun() {
        WrappedService service = path.service();
        request = service.requests().begin(arrived.told());
        service.ownSpans().add(arrived.told().getSpanId());
        keys().heard().forEach(request::key);
        listed(service.telemetry()
                .live()
                .begin(
                        path.listing(line(), address()),
                        "",
                        arrived.span().getSpanContext().getTraceId()));
        tellBeginning();
        return this;
    }

    private void tellBeginning() {
        keysTold = keys().heard().size();
        if (arrived.told().isValid()) {
            path.service().tellBeginning(path.happening(this, 0, 0));
        }
    }

    @Override
    public TraceFields traceFields() {
        return arrived.onward();
    }

    @Override
    public String requestId() {
        return ServicePath.requestId(arrived.span());
    }

    @Override
    void learned(BusinessKey key) {
        super.learned(key);
        if (request != null) {
            request.key(key);
        }
    }

    @Override
    void requestRead() {
        if (keys().heard().size() > keysTold) {
            tellBeginning();
        }
    }

    /** The service is done with it, however long its client takes to read. */
    @Override
    public void responseEnded() {
        super.responseEnded();
        request.answered(status() == ACCEPTED);
    }

    @Override
    void over(ExchangeEnd end) {
        boolean heard = end instanceof ExchangeEnd.Whole;
        if (status() != ACCEPTED && !heard && attempts() > 0) {
            request.brokenOff();
        }
        forget(status() == ACCEPTED);
    }

    private void forget(boolean accepted) {
        request.answered(accepted);
        path.service().ownSpans().remove(arrived.told().getSpanId());
    }

    @Override
    public void abandoned() {
        if (attempts() > 0) {
            request.brokenOff();
        }
        forget(false);
        super.abandoned();
    }

    @Override
    Span span() {
        return arrived.span();
    }
}
