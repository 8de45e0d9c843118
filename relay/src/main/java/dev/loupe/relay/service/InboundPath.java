package dev.loupe.relay.service;

import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.service.key.KeyRules;
import dev.loupe.relay.service.route.RouteMatch;
import dev.loupe.relay.trace.Carried;
import dev.loupe.relay.trace.TraceHeaders;

/** The path in front of a wrapped service: each request is a SERVER span of the service, and one in flight. */
final class InboundPath extends ServicePath {
    private final InboundSettings settings;
    private final TraceHeaders headers;
    private final Arrivals arrivals;
    private final Peer.Address own;

    InboundPath(WrappedService service, InboundSettings settings, KeyRules keyRules) {
        super(service, keyRules, settings.exclusions());
        this.settings = settings;
        this.headers = new TraceHeaders(settings.formats());
        this.arrivals = new Arrivals(service, settings, headers);
        this.own = new Peer.Address("", settings.serverAddress(), settings.serverPort());
    }

    @Override
    boolean isServer() {
        return true;
    }

    @Override
    public ExchangeObserver begin(RequestHead request, Connection connection) {
        RouteMatch route = settings.routes().match(request.method(), request.target());
        Line line = Line.of(request, connection, route.name());
        Carried carried = headers.read(request);
        Arrivals.Arrived arrived = excludes(request)
                ? arrivals.untraced(carried, connection.client())
                : arrivals.traced(line, carried, connection.client());
        return new InboundExchange(this, request, line, own, route, arrived).begun();
    }
}
