package dev.loupe.relay.service;

import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.service.key.KeyRules;
import dev.loupe.relay.service.route.RouteMatch;
import dev.loupe.relay.trace.Carried;
import dev.loupe.relay.trace.TraceHeaders;

/** A path behind a wrapped service: each call is a CLIENT span of the service, below the request that it is made for. */
final class OutboundPath extends ServicePath {
    private final OutboundSettings settings;
    private final TraceHeaders headers;
    private final Placement placement;

    OutboundPath(WrappedService service, OutboundSettings settings, KeyRules keyRules) {
        super(service, keyRules, settings.exclusions());
        this.settings = settings;
        this.headers = new TraceHeaders(settings.formats());
        this.placement = new Placement(service, settings, headers);
    }

    @Override
    boolean isServer() {
        return false;
    }

    @Override
    public ExchangeObserver begin(RequestHead request, Connection connection) {
        RouteMatch route = settings.routes().match(request.method(), request.target());
        Line line = Line.of(request, connection, route.name());
        Peer.Address address = settings.peer().of(request, line.scheme());
        Carried carried = headers.read(request);
        return new OutboundExchange(this, request, line, address, route, carried, excludes(request));
    }

    Placement placement() {
        return placement;
    }
}
