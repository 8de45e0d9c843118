package dev.loupe.relay.net.pair;

import dev.loupe.relay.net.Sweeper;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection and the server's that belongs to it. Bytes pass both ways, each side at the other one's pace, and so do
 * the ends: what a side said before it ended reaches the other one first. Touched on its event loop only.
 */
public abstract class Pair implements Leg.Owner, Sweeper.Sweepable {
    private static final long WITHOUT_PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Sweeper sweeper;
    private final Leg client;
    private final Leg server;

    private boolean draining;
    private boolean over;
    private By endedFirst = By.SERVER;
    private long active;

    /** Who ends a pair. */
    protected enum By {
        /** The client. */
        CLIENT,
        /** The server. */
        SERVER,
        /** The relay. */
        RELAY
    }

    /** Neither leg is in its pipeline yet. */
    protected Pair(PairLoop loop) {
        this.sweeper = loop.sweeper();
        this.client = new Leg(this, loop.memory());
        this.server = new Leg(this, loop.memory());
        client.faces(server);
        server.faces(client);
        this.active = sweeper.now();
    }

    /** The client's connection. */
    public final Leg client() {
        return client;
    }

    /** The server's. */
    public final Leg server() {
        return server;
    }

    /**
     * Both legs are in their pipelines.
     *
     * @param first what the client has said so far; goes over to this
     * @param clientEnded whether it says no more
     */
    public final void begin(ByteBuf first, boolean clientEnded) {
        sweeper.add(this);
        client.take(first);
        client.passOn();
        if (clientEnded) {
            client.endInput();
        }
    }

    // --- what a protocol makes of it

    /** Takes over what a leg has read, and writes to the other one what is to be passed on, which need not be all. */
    protected abstract void pass(Leg from, ByteBuf bytes);

    /** A leg says no more: what is still kept of it is to be written to the other one. */
    protected abstract void passRest(Leg from);

    /** A leg is not read, since the other one does not take more; or it is again. Not told once the pair is over. */
    protected abstract void stalled(Leg leg, boolean stalls);

    /** The pair is over; told once. */
    protected abstract void over(By by, boolean orderly);

    /** Whether nothing would be lost if the relay ended the pair now. */
    protected abstract boolean isIdle();

    /** Ends a pair that is idle, while the process is to end. */
    protected abstract void dismiss();

    // --- what the legs say

    @Override
    public final void read(Leg leg, ByteBuf bytes) {
        active = sweeper.now();
        pass(leg, bytes);
    }

    @Override
    public final void passedOn(Leg leg) {
        if (draining && !over && leg == server && isIdle()) {
            dismiss();
        }
    }

    @Override
    public final void stalls(Leg leg, boolean stalls) {
        if (!over) {
            stalled(leg, stalls);
        }
    }

    /** A server's process has ended then, and takes nothing more; a client may still want an answer. */
    @Override
    public final void inputEnded(Leg leg) {
        passRest(leg);
        if (leg == server) {
            client.flush();
            end(endedFirst, false);
            server.close();
            client.linger(sweeper);
            return;
        }
        server.flush();
        if (client.isDeaf()) {
            gone();
        } else {
            endedFirst = By.CLIENT;
            server.finish();
        }
    }

    @Override
    public final void deaf(Leg leg) {
        if (leg == client && client.isInputEnded()) {
            gone();
        }
    }

    /** There is no client any more: the server gets what that has said, and the end. */
    private void gone() {
        if (!over) {
            active = sweeper.now();
            server.finish();
            server.close();
            client.close();
            end(By.CLIENT, false);
        }
    }

    /** The pair is over, whatever is still to be sent. */
    protected final void end(By by, boolean orderly) {
        if (!over) {
            over = true;
            over(by, orderly);
        }
    }

    /** Whether it is over. */
    protected final boolean isOver() {
        return over;
    }

    /** How long neither side has said anything, in nanoseconds. */
    protected final long silent(long now) {
        return now - active;
    }

    // --- what the relay wants

    @Override
    public final void draining() {
        if (!draining) {
            draining = true;
            if (!over && isIdle()) {
                dismiss();
            }
        }
    }

    @Override
    public void sweep(long now) {
        boolean serverMoved = server.progressed();
        if (over) {
            putAway(now, serverMoved);
        } else if (client.isDeaf() && !client.isInputEnded()) {
            // What it has still said waits for a server that does not take it.
            giveUp(now, serverMoved);
        }
    }

    private void putAway(long now, boolean serverMoved) {
        if (server.isClosed()) {
            sweeper.remove(this);
        } else {
            giveUp(now, serverMoved);
        }
    }

    private void giveUp(long now, boolean serverMoved) {
        if (serverMoved) {
            active = now;
        } else if (now - active > WITHOUT_PROGRESS_NANOS) {
            breakOff();
        }
    }

    /** Breaks both connections. */
    protected final void breakOff() {
        end(By.RELAY, false);
        client.abort();
        server.abort();
    }
}
