package dev.loupe.relay.service;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.service.Placement.Placed;
import dev.loupe.relay.service.route.RouteMatch;
import dev.loupe.relay.trace.Carried;
import io.opentelemetry.api.trace.Span;

/**
 * Observes a call by a wrapped service. Its place in the trace is looked for once, when it comes; where a key may stand in the
 * body, when its head goes, which waits for the key.
 */
final class OutboundExchange extends HttpExchange {
    private final OutboundPath path;
    private final Carried carried;
    private final boolean excluded;
    private Placed placed;

    OutboundExchange(
            OutboundPath path,
            RequestHead head,
            Line line,
            Peer.Address address,
            RouteMatch route,
            Carried carried,
            boolean excluded) {
        super(path, head, line, address, route);
        this.path = path;
        this.carried = carried;
        this.excluded = excluded;
    }

    /** What need not wait has its place at once, whether or not the relay will write its context anywhere. */
    OutboundExchange begun() {
        if (!holdsHead()) {
            placed();
        }
        return this;
    }

    @Override
    public boolean holdsHead() {
        return placed == null
                && !excluded
                && !carried.context().isValid()
                && wantsRequestContent()
                && !plan().requestBodyKinds().stream().allMatch(keys()::has);
    }

    @Override
    public TraceFields traceFields() {
        return placed().onward();
    }

    @Override
    public String requestId() {
        return ServicePath.requestId(placed().span());
    }

    @Override
    void over(ExchangeEnd end) {
        placed();
    }

    @Override
    Span span() {
        return placed().span();
    }

    private Placed placed() {
        if (placed == null) {
            placed = excluded ? Placed.NOWHERE : place();
            listed(path.service()
                    .telemetry()
                    .live()
                    .begin(
                            path.listing(line(), address()),
                            "",
                            placed.span().getSpanContext().getTraceId()));
            moved((int) requestContent());
            keys().inherit(placed.inherited());
            if (placed.span().getSpanContext().isValid()) {
                path.service().tellBeginning(path.happening(this, 0, 0));
            }
        }
        return placed;
    }

    private Placed place() {
        return path.placement()
                .place(new Placement.Call(line().name(), address().name(), carried, keys().heard(), epochNanos()));
    }
}
