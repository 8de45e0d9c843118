package dev.loupe.relay.service;

import dev.loupe.relay.correlation.BusinessKey;
import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.RequestHead;
import dev.loupe.relay.http.ResponseHead;
import dev.loupe.relay.service.key.BodyKeys;
import dev.loupe.relay.service.key.KeyPlan;
import dev.loupe.relay.service.route.RouteMatch;
import dev.loupe.relay.trace.TimedExchange;
import io.netty.buffer.ByteBuf;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;

/**
 * Observes one request to or by a wrapped service: looks for its business keys in head and bodies, and says at the end what
 * it was.
 */
abstract class HttpExchange extends TimedExchange {
    private final ServicePath path;
    private final Line line;
    private final Peer.Address address;
    private final KeyPlan plan;
    private final Keys keys = new Keys();
    private final TunnelBytes tunnel = new TunnelBytes();
    private final long epochNanos;
    private BodyKeys requestBody;
    private BodyKeys responseBody;
    private boolean endless;

    HttpExchange(ServicePath path, RequestHead request, Line line, Peer.Address address, RouteMatch route) {
        super(path.service().clock(), request.header("expect") != null);
        this.path = path;
        this.line = line;
        this.address = address;
        this.plan = path.keyRules().of(route);
        this.epochNanos = path.service().epochNanos();
        plan.inHead(request, route, this::learned);
        requestBody = plan.inRequestBody(request, this::learned);
    }

    /** A key was found. */
    void learned(BusinessKey key) {
        keys.add(key);
    }

    /** The request's body has been looked at as far as it has come. */
    void requestRead() {}

    /** What the exchange is known by; invalid if it leaves no span. */
    abstract Span span();

    /** It is over; the span may have to be started yet. */
    abstract void over(ExchangeEnd end);

    @Override
    public boolean wantsRequestContent() {
        return requestBody != null && requestBody.isHungry();
    }

    @Override
    public void requestContent(int bytes, ByteBuf content) {
        super.requestContent(bytes, content);
        if (content != null && wantsRequestContent()) {
            requestBody.read(content);
            requestRead();
        }
    }

    @Override
    public void requestEnded() {
        super.requestEnded();
        if (requestBody != null) {
            requestBody.end(true);
            requestRead();
        }
    }

    @Override
    public void responseStarted(ResponseHead head) {
        super.responseStarted(head);
        responseBody = plan.inResponseBody(head, this::learned);
        String type = head.header("content-type");
        endless = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    @Override
    public boolean wantsResponseContent() {
        return responseBody != null && responseBody.isHungry();
    }

    @Override
    public void responseContent(int bytes, ByteBuf content) {
        super.responseContent(bytes, content);
        if (content != null && wantsResponseContent()) {
            responseBody.read(content);
        }
    }

    @Override
    public void responseEnded() {
        super.responseEnded();
        if (responseBody != null) {
            responseBody.end(true);
        }
    }

    @Override
    public void tunnelBegun() {
        tunnel.begin();
    }

    @Override
    public void tunnelled(int bytes, boolean fromClient) {
        tunnel.add(bytes, fromClient);
        moved(bytes);
    }

    @Override
    protected final void ended(ExchangeEnd how, long now) {
        ExchangeEnd end = isLeaving(how) ? ExchangeEnd.Whole.INSTANCE : how;
        letGoOfBodies();
        over(end);
        HttpSpan attributes = new HttpSpan(span(), path.isServer());
        attributes.request(line, address);
        attributes.moved(this);
        attributes.end(end, status());
        keys.describe(span());
        span().end();
        path.finished(this, end, now);
    }

    @Override
    public void abandoned() {
        super.abandoned();
        letGoOfBodies();
        span().end();
    }

    /** A stream of events has no end but this. */
    private boolean isLeaving(ExchangeEnd end) {
        return endless && end instanceof ExchangeEnd.Broken broken && broken.by() == ExchangeEnd.Side.CLIENT;
    }

    private void letGoOfBodies() {
        if (requestBody != null) {
            requestBody.end(false);
        }
        if (responseBody != null) {
            responseBody.end(false);
        }
    }

    // --- for the path

    Line line() {
        return line;
    }

    Peer.Address address() {
        return address;
    }

    KeyPlan plan() {
        return plan;
    }

    Keys keys() {
        return keys;
    }

    TunnelBytes tunnel() {
        return tunnel;
    }

    /** When the request came, since 1970. */
    long epochNanos() {
        return epochNanos;
    }
}
