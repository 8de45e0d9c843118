package dev.loupe.relay.http;

import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.relay.http.HeadWriter.Persistence;
import dev.loupe.relay.http.codec.Framing;
import dev.loupe.relay.http.codec.Head;
import dev.loupe.relay.http.codec.HttpEvent;
import io.netty.buffer.ByteBuf;
import java.time.Duration;

/**
 * One request and its response between a client's connection and an upstream's. Knows which side is waited for, and what
 * each side must be shown when the other one breaks. Touched on its event loop only.
 *
 * <pre>
 *  request:   waiting for a connection ──► streaming ──► ended
 *  response:  none ──► streaming ──► ended ──► flushed          (over)
 * </pre>
 */
final class Exchange implements UpstreamPool.Waiter {
    private static final int MAX_ATTEMPTS = 3;

    private final RelayLoop loop;
    private final ClientSide client;
    private final Head head;
    private final Route route;
    private final DecodedHeads.Request request;
    private final ConnectionFields connectionFields;
    private final SafeObserver observer;
    private final RequestContent content;
    private final Replay replay = new Replay();
    private final boolean expectsContinue;
    private final boolean bodyCanBeHeld;
    private final boolean upgrade;

    private UpstreamConnection upstream;
    private int attempt;
    private boolean holding;
    private boolean requestEnded;
    private boolean requestPaused;
    private boolean discarding;
    private boolean responseBegun;
    private boolean responseStarted;
    private boolean responseEnded;
    private boolean responsePaused;
    private boolean plainResponse;
    private boolean closeClient;
    private boolean reusable;
    private boolean over;
    private long requestContent;
    private long responseContent;
    private long clientActive;
    private long upstreamActive;

    Exchange(RelayLoop loop, ClientSide client, Head head, Framing framing) {
        this.loop = loop;
        this.client = client;
        this.head = head;
        this.route = loop.routing().route(head, framing);
        this.request = new DecodedHeads.Request(head, route);
        this.connectionFields = ConnectionFields.of(head);
        this.closeClient = !connectionFields.persists(head.minorVersion());
        this.requestEnded = framing instanceof Framing.None;
        this.bodyCanBeHeld = Replay.canHold(framing);
        this.expectsContinue = !requestEnded && head.find("expect") >= 0;
        this.observer = loop.path().begin(request, client.connection());
        this.content = new RequestContent(observer);
        this.upgrade = requestEnded && connectionFields.asksForTunnel(head) && observer.allowsUpgrade(request);
        this.clientActive = loop.now();
        this.upstreamActive = clientActive;
    }

    /** Asks for a connection, unless the head waits; an answer may come before this returns. */
    void begin() {
        if (route instanceof Route.Refused refused) {
            answer(refused.error());
            return;
        }
        if (!requestEnded) {
            content.begin();
        }
        if (!requestEnded && !expectsContinue && observer.holdsHead()) {
            holding = true;
            client.schedule(this::release, loop.settings().hold());
        } else {
            if (requestEnded) {
                observer.requestEnded();
            }
            send();
        }
    }

    /** The head has waited long enough, or the observer knows what it wanted to know. */
    private void release() {
        if (holding && !over) {
            holding = false;
            send();
        }
    }

    private void send() {
        if (route instanceof Route.Connect connect) {
            connect.pool().acquire(this, false, true);
            return;
        }
        replay.addFirst(HeadWriter.request(
                client.allocator(), head, request, connectionFields, kept(), observer, observer.traceFields(), route));
        route.pool().acquire(this, isRepeatable() && bodyCanBeHeld, false);
    }

    private HeadWriter.Kept kept() {
        if (upgrade) {
            return HeadWriter.Kept.UPGRADE;
        }
        boolean trailers = client.connection().protocol().equals("2") && head.find("te") >= 0;
        return trailers ? HeadWriter.Kept.TE : HeadWriter.Kept.NOTHING;
    }

    boolean isOver() {
        return over;
    }

    /** Whether the client's bytes cannot be taken now. */
    boolean blocksRequest() {
        return !requestEnded && !discarding && !holding && (upstream == null || requestPaused);
    }

    /** RFC 9110 section 9.2.2: what may be done twice with the effect of once. */
    private boolean isRepeatable() {
        return switch (request.method()) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    // --- upstream found

    @Override
    public void connected(UpstreamConnection connection) {
        if (over) {
            connection.done(true);
            return;
        }
        upstream = connection;
        attempt++;
        upstreamActive = loop.now();
        observer.upstreamStarted(attempt);
        if (route instanceof Route.Connect) {
            observer.responseStarted(new DecodedHeads.Connected());
            client.write(HeadWriter.connected(client.allocator()));
            tunnel();
            return;
        }
        connection.serve(this, request.method());
        if (connection.mayFail() && replay.complete()) {
            replay.sendTo(connection::write);
        } else {
            replay.moveTo(connection::write);
        }
        if (requestEnded || !client.isDecoding()) {
            connection.flush();
        }
        client.updateReading();
    }

    @Override
    public void failed(RelayError error) {
        if (!over) {
            answer(error);
        }
    }

    // --- the request's bytes

    /** A run of the body's content, which comes once more with its framing. */
    void requestContent(ByteBuf in, HttpEvent.Content run) {
        if (!over) {
            content.run(in, run.start(), run.end() - run.start());
        }
    }

    /** Takes a run of the body's bytes, framing included; the reference goes over to this. */
    void requestBody(ByteBuf bytes, int contentBytes) {
        clientActive = loop.now();
        requestContent += contentBytes;
        if (over) {
            bytes.release();
            return;
        }
        content.passed(contentBytes);
        if (holding) {
            replay.add(bytes);
            if (replay.bytes() >= Replay.MOST || !observer.holdsHead()) {
                release();
            }
            return;
        }
        if (upstream == null && !responseEnded) {
            replay.add(bytes);
            return;
        }
        if (replay.complete()) {
            replay.addSent(bytes);
        }
        if (discarding) {
            bytes.release();
        } else {
            upstream.write(bytes);
        }
    }

    void requestEnd() {
        if (over || requestEnded) {
            return;
        }
        requestEnded = true;
        upstreamActive = loop.now();
        observer.requestEnded();
        release();
        flushRequest();
    }

    void flushRequest() {
        if (upstream == null || over) {
            return;
        }
        upstream.flush();
        if (!requestEnded && !requestPaused && !upstream.takesMore()) {
            requestPaused = true;
            upstreamActive = loop.now();
            observer.requestPaused();
            client.updateReading();
            // Where memory is short and not the connection, nothing else tells when it is taken.
            upstream.whenFlushed(this::requestFlushed);
        }
    }

    private void requestFlushed() {
        upstreamTakes();
        if (requestPaused && upstream != null) {
            upstream.whenFlushed(this::requestFlushed);
        }
    }

    /** The upstream may have taken what waited for it. */
    void upstreamTakes() {
        upstreamActive = loop.now();
        if (requestPaused && upstream != null && upstream.takesMore()) {
            requestPaused = false;
            clientActive = loop.now();
            observer.requestResumed();
            client.updateReading();
        }
    }

    /** The upstream takes no more, but its answer may be on its way: the rest of the body goes nowhere. */
    void upstreamWriteFailed() {
        discarding = true;
        upstreamActive = loop.now();
        client.updateReading();
    }

    // --- the response's bytes

    void interim(Head interim) {
        upstreamActive = loop.now();
        clientActive = upstreamActive;
        responseBegun = true;
        observer.interim(interim.status());
        if (head.minorVersion() > 0) {
            client.write(HeadWriter.interim(client.allocator(), interim));
            client.flush();
        }
    }

    void responseHead(Head response, Framing framing) {
        if (response.status() == 101) {
            switchProtocols(response);
            return;
        }
        upstreamActive = loop.now();
        clientActive = upstreamActive;
        responseBegun = true;
        responseStarted = true;
        replay.release();
        observer.responseStarted(new DecodedHeads.Response(response));
        plainResponse = head.minorVersion() == 0 && response.find("transfer-encoding") >= 0;
        // A request that is not whole leaves bytes of unknown meaning on the connection.
        closeClient |= plainResponse || framing instanceof Framing.UntilClose || !requestEnded || client.isDraining();
        reusable = ConnectionFields.of(response).persists(response.minorVersion())
                && !(framing instanceof Framing.UntilClose);
        client.write(HeadWriter.response(
                client.allocator(), response, persistence(), plainResponse, route instanceof Route.Forward));
    }

    private void switchProtocols(Head response) {
        if (!upgrade) {
            upstreamMalformed();
            return;
        }
        observer.responseStarted(new DecodedHeads.Response(response));
        client.write(HeadWriter.interim(client.allocator(), response));
        tunnel();
    }

    /** The exchange is over as one of HTTP; its connections and its observer go over to a tunnel. */
    private void tunnel() {
        over = true;
        replay.release();
        Tunnel tunnel = new Tunnel(loop, observer);
        upstream.tunnel(tunnel.upstream());
        upstream = null;
        client.tunnel(tunnel);
    }

    private Persistence persistence() {
        if (closeClient) {
            return Persistence.CLOSE;
        }
        return head.minorVersion() == 0 ? Persistence.KEEP_ALIVE : Persistence.IMPLIED;
    }

    void responseContent(ByteBuf in, HttpEvent.Content content) {
        int length = content.end() - content.start();
        boolean wanted = observer.wantsResponseContent();
        observer.responseContent(length, wanted ? in.slice(content.start(), length) : null);
        if (plainResponse) {
            responseContent += length;
            client.write(in.retainedSlice(content.start(), length));
        }
    }

    void responseBody(ByteBuf in, HttpEvent.Body body) {
        upstreamActive = loop.now();
        if (!plainResponse) {
            responseContent += body.contentBytes();
            client.write(in.retainedSlice(body.start(), body.end() - body.start()));
        }
    }

    void flushResponse() {
        if (over) {
            return;
        }
        client.flush();
        if (!responseEnded && !responsePaused && !client.takesMore()) {
            responsePaused = true;
            clientActive = loop.now();
            observer.responsePaused();
            upstream.read(false);
            client.whenFlushed(this::responseFlushed);
        }
    }

    private void responseFlushed() {
        clientTakes();
        if (responsePaused && upstream != null) {
            // More has come meanwhile, and where memory is short that is still too much.
            client.whenFlushed(this::responseFlushed);
        }
    }

    /** The client may have taken what waited for it. */
    void clientTakes() {
        clientActive = loop.now();
        if (responsePaused && upstream != null && client.takesMore()) {
            responsePaused = false;
            upstreamActive = loop.now();
            observer.responseResumed();
            upstream.read(true);
        }
    }

    void responseEnd() {
        responseEnded = true;
        clientActive = loop.now();
        observer.responseEnded();
        UpstreamConnection served = upstream;
        upstream = null;
        discarding = !requestEnded;
        served.done(reusable && requestEnded);
        client.flush();
        if (client.isFlushed()) {
            finish();
        } else {
            if (!responsePaused) {
                responsePaused = true;
                observer.responsePaused();
            }
            client.whenFlushed(this::flushed);
        }
    }

    /** The client has all of the response. */
    void flushed() {
        if (!over) {
            observer.responseResumed();
            finish();
        }
    }

    private void finish() {
        over = true;
        replay.release();
        observer.ended(ExchangeEnd.Whole.INSTANCE);
        client.exchangeOver(closeClient || !requestEnded);
    }

    // --- what goes wrong

    /** The upstream's connection is gone before the response was whole. */
    void upstreamClosed() {
        UpstreamConnection gone = upstream;
        upstream = null;
        boolean again = gone.isUntouched() || (gone.used() && isRepeatable());
        if (again && !responseBegun && attempt < MAX_ATTEMPTS && replay.complete()) {
            discarding = false;
            if (requestPaused) {
                // What that connection did not take waits for the next one.
                requestPaused = false;
                observer.requestResumed();
            }
            client.updateReading();
            route.pool().acquire(this, true, true);
        } else if (responseStarted) {
            breakOff(Side.UPSTREAM, Cause.CLOSED);
        } else {
            answer(RelayError.BROKEN);
        }
    }

    /** The upstream answers what is no HTTP. */
    void upstreamMalformed() {
        if (responseStarted) {
            breakOff(Side.UPSTREAM, Cause.MALFORMED);
        } else {
            answer(RelayError.NONSENSE);
        }
    }

    /** The client's connection is gone. */
    void clientClosed() {
        if (!over) {
            breakOff(Side.CLIENT, Cause.CLOSED);
        }
    }

    /** The client's body breaks its own framing. */
    void clientMalformed(RelayError error) {
        if (responseStarted) {
            breakOff(Side.CLIENT, Cause.MALFORMED);
        } else {
            answer(error);
        }
    }

    /** The process ends before the exchange did. */
    void shutDown() {
        if (!over) {
            breakOff(Side.PROXY, Cause.SHUTDOWN);
        }
    }

    private void answer(RelayError error) {
        over = true;
        leaveUpstream();
        boolean close = closeClient || !requestEnded || client.isDraining() || responseStarted;
        String requestId = observer.requestId();
        boolean toHead = "HEAD".equals(request.method());
        client.write(ErrorAnswer.write(client.allocator(), loop.path(), error, requestId, toHead, close));
        client.flush();
        observer.ended(new ExchangeEnd.Answered(error));
        client.exchangeOver(close);
    }

    /** Both sides are shown that the transfer is not whole. */
    private void breakOff(Side by, Cause cause) {
        over = true;
        leaveUpstream();
        client.abort();
        observer.ended(new ExchangeEnd.Broken(by, cause, requestContent, responseContent));
        client.exchangeOver(true);
    }

    private void leaveUpstream() {
        if (route.pool() != null) {
            route.pool().cancel(this);
        }
        replay.release();
        if (upstream != null) {
            upstream.close();
            upstream = null;
        }
    }

    // --- what takes too long

    void sweep(long now) {
        if (over) {
            return;
        }
        HttpRelaySettings.Listen listen = loop.settings().listen();
        HttpRelaySettings.Upstream server = loop.settings().upstream();
        if (client.progressed()) {
            clientActive = now;
        }
        long clientSilent = now - clientActive;
        long upstreamSilent = now - upstreamActive;
        if (responseEnded || responsePaused) {
            if (clientSilent > listen.idleTimeout().toNanos()) {
                breakOff(Side.CLIENT, Cause.TIMEOUT);
            }
        } else if (responseStarted) {
            if (isTooLong(upstreamSilent, server.idleTimeout())) {
                breakOff(Side.UPSTREAM, Cause.TIMEOUT);
            }
        } else if (upstream == null) {
            // The pool bounds this wait.
            upstreamActive = now;
        } else if (requestEnded || requestPaused || discarding || awaitsContinue()) {
            sweepAnswer(upstreamSilent, server);
        } else if (clientSilent > listen.idleTimeout().toNanos()) {
            answer(RelayError.REQUEST_TIMEOUT);
        }
    }

    /** A limit of 0 is none. */
    private static boolean isTooLong(long nanos, Duration limit) {
        return !limit.isZero() && nanos > limit.toNanos();
    }

    private boolean awaitsContinue() {
        return expectsContinue && !responseBegun && requestContent == 0;
    }

    private void sweepAnswer(long upstreamSilent, HttpRelaySettings.Upstream server) {
        if (isTooLong(upstreamSilent, server.responseTimeout())) {
            answer(RelayError.UPSTREAM_TIMEOUT);
        } else if (client.halfClosedFor() > loop.settings().listen().halfClose().toNanos()) {
            breakOff(Side.CLIENT, Cause.CLOSED);
        }
    }
}
