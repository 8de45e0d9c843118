package dev.loupe.relay.service;

import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.service.key.KeyRules;
import dev.loupe.relay.service.route.RouteMatch;
import dev.loupe.relay.trace.Parentage;
import dev.loupe.relay.trace.TraceHeaders;
import dev.loupe.telemetry.Names;

/** Places the calls of a wrapped service that another path observes: CLIENT spans of the service, by correlation. */
final class CallParentage implements Parentage {
    private final WrappedService service;
    private final OutboundSettings settings;
    private final KeyRules keyRules;
    private final TraceHeaders headers;
    private final Placement placement;

    CallParentage(WrappedService service, OutboundSettings settings, KeyRules keyRules) {
        this.service = service;
        this.settings = settings;
        this.keyRules = keyRules;
        this.headers = new TraceHeaders(settings.formats());
        this.placement = new Placement(service, settings, headers);
    }

    @Override
    public Begun begin(RequestHead request, String name) {
        Placement.Placed placed = Placement.Placed.NOWHERE;
        Peer.Address address = settings.peer().of(request, "http");
        if (settings.exclusions()
                .match(request.method(), request.target())
                .route()
                .isEmpty()) {
            Keys keys = new Keys();
            RouteMatch route = settings.routes().match(request.method(), request.target());
            keyRules.of(route).inHead(request, route, keys::add);
            placed = placement.place(new Placement.Call(
                    name, address.name(), headers.read(request), keys.heard(), service.epochNanos()));
            keys.inherit(placed.inherited());
            keys.describe(placed.span());
            placed.span().setAttribute(Names.PEER_SERVICE, address.name());
        }
        return new Begun(placed.span(), placed.onward());
    }
}
