package dev.loupe.relay.http;

import dev.loupe.relay.http.ExchangeEnd.Broken;
import dev.loupe.relay.http.ExchangeEnd.Cause;
import dev.loupe.relay.http.ExchangeEnd.Side;
import dev.loupe.relay.http.ExchangeEnd.Whole;
import dev.loupe.relay.net.Sweeper;

/**
 * What an exchange becomes when its connection changes to another protocol: bytes pass blind both ways, each side at the
 * other one's pace, until both have ended, one breaks, or neither says anything for too long. Touched on its event loop
 * only.
 */
final class Tunnel implements Sweeper.Sweepable {
    private final RelayLoop loop;
    private final ExchangeObserver observer;
    private final TunnelEnd client;
    private final TunnelEnd upstream;

    private boolean over;
    private long fromClient;
    private long fromUpstream;
    private long active;

    Tunnel(RelayLoop loop, ExchangeObserver observer) {
        this.loop = loop;
        this.observer = observer;
        this.client = new TunnelEnd(this, loop.memory());
        this.upstream = new TunnelEnd(this, loop.memory());
        client.faces(upstream);
        upstream.faces(client);
        this.active = loop.now();
    }

    TunnelEnd client() {
        return client;
    }

    TunnelEnd upstream() {
        return upstream;
    }

    /** Both ends are in their pipelines. */
    void begin() {
        observer.tunnelBegun();
        loop.sweeper().add(this);
        client.start();
        upstream.start();
    }

    /** Bytes have come out of that end. */
    void moved(TunnelEnd end, int bytes) {
        active = loop.now();
        if (end == client) {
            fromClient += bytes;
        } else {
            fromUpstream += bytes;
        }
        observer.tunnelled(bytes, end == client);
    }

    /** An end has passed on that its other one sends no more. */
    void finished() {
        active = loop.now();
        if (client.isFinished() && upstream.isFinished()) {
            end(Whole.INSTANCE);
            client.close();
            upstream.close();
        }
    }

    /** A connection is gone though not everything was said. */
    void broken(TunnelEnd end) {
        breakOff(end == client ? Side.CLIENT : Side.UPSTREAM, Cause.CLOSED);
    }

    private void breakOff(Side by, Cause cause) {
        if (!over) {
            end(new Broken(by, cause, fromClient, fromUpstream));
            client.abort();
            upstream.abort();
        }
    }

    private void end(ExchangeEnd how) {
        if (!over) {
            over = true;
            loop.sweeper().remove(this);
            observer.ended(how);
        }
    }

    @Override
    public void shutDown() {
        breakOff(Side.PROXY, Cause.SHUTDOWN);
    }

    @Override
    public void sweep(long now) {
        boolean clientMoved = client.progressed();
        boolean upstreamMoved = upstream.progressed();
        if (clientMoved || upstreamMoved) {
            active = now;
        }
        boolean halfClosed = client.isFinished() || upstream.isFinished();
        long patience = (halfClosed
                        ? loop.settings().listen().halfClose()
                        : loop.settings().tunnelIdle())
                .toNanos();
        if (now - active > patience) {
            breakOff(Side.PROXY, Cause.TIMEOUT);
        }
    }
}
