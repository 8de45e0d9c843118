package dev.loupe.relay.trace;

import dev.loupe.relay.http.ExchangeEnd;
import dev.loupe.relay.http.ExchangeObserver;
import dev.loupe.relay.http.ResponseHead;
import dev.loupe.telemetry.live.LiveOperations.InFlight;
import io.netty.buffer.ByteBuf;
import java.util.function.LongSupplier;

/**
 * What every observer of an exchange has to keep account of: moments, bytes, attempts, the status. Paths add what it all
 * means. Touched by the exchange's event loop only.
 */
public abstract class TimedExchange implements ExchangeObserver {
    private final LongSupplier nanos;
    private final long arrived;
    private final UpstreamTimings timings;
    private InFlight inFlight;
    private int attempts;
    private int status;
    private long requestContent;
    private long responseContent;

    /**
     * The request has just come.
     *
     * @param nanos a monotonic clock
     * @param expectsContinue whether the client holds its body back until it is told to send it
     */
    protected TimedExchange(LongSupplier nanos, boolean expectsContinue) {
        this.nanos = nanos;
        this.arrived = nanos.getAsLong();
        this.timings = new UpstreamTimings(arrived, expectsContinue);
    }

    /** Bytes that move from now on are told there. */
    protected final void listed(InFlight listing) {
        inFlight = listing;
    }

    @Override
    public void upstreamStarted(int attempt) {
        attempts = attempt;
        timings.upstreamStarted(now());
    }

    @Override
    public void requestContent(int bytes, ByteBuf content) {
        requestContent += bytes;
        timings.requestContent(now());
        moved(bytes);
    }

    @Override
    public void requestPaused() {
        timings.requestPaused(now());
    }

    @Override
    public void requestResumed() {
        timings.requestResumed(now());
    }

    @Override
    public void requestEnded() {
        timings.requestEnded(now());
    }

    @Override
    public void interim(int interimStatus) {
        if (interimStatus == 100) {
            timings.continued(now());
        }
    }

    @Override
    public void responseStarted(ResponseHead head) {
        timings.responseStarted(now());
        status = head.status();
    }

    @Override
    public void responseContent(int bytes, ByteBuf content) {
        responseContent += bytes;
        timings.responseContent(now());
        moved(bytes);
    }

    @Override
    public void responsePaused() {
        timings.responsePaused(now());
    }

    @Override
    public void responseResumed() {
        timings.responseResumed(now());
    }

    @Override
    public void responseEnded() {
        timings.responseEnded(now());
    }

    @Override
    public final void ended(ExchangeEnd end) {
        long now = now();
        timings.ended(now);
        if (end instanceof ExchangeEnd.Answered answered) {
            status = answered.error().status();
        }
        ended(end, now);
    }

    /** Its figures are not to be trusted, but it must not be listed for ever. */
    @Override
    public void abandoned() {
        if (inFlight != null) {
            inFlight.end("lost", 0, -1);
        }
    }

    /** It is over: what is known is to be told. */
    protected abstract void ended(ExchangeEnd end, long now);

    /** Bytes have moved, in either direction. */
    protected final void moved(int bytes) {
        if (inFlight != null) {
            inFlight.moved(bytes);
        }
    }

    /** The clock. */
    protected final long now() {
        return nanos.getAsLong();
    }

    /** Status code that the client was sent; 0 if none. */
    public final int status() {
        return status;
    }

    /** How often the request was sent to the upstream. */
    public final int attempts() {
        return attempts;
    }

    /** Whose time it took. */
    public final UpstreamTimings timings() {
        return timings;
    }

    /** Time since the request came, in nanoseconds. */
    public final long totalNanos(long now) {
        return now - arrived;
    }

    /** Content bytes of the request's body so far. */
    public final long requestContent() {
        return requestContent;
    }

    /** Content bytes of the response's body so far. */
    public final long responseContent() {
        return responseContent;
    }

    /** Where it is listed as in flight; null before it is. */
    public final InFlight inFlight() {
        return inFlight;
    }
}
