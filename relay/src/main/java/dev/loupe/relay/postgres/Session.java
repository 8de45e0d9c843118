package dev.loupe.relay.postgres;

import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.postgres.SessionObserver.Side;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;

/**
 * A client's connection and the server's that belongs to it. Bytes pass both ways, each side at the other one's pace, and so do
 * the ends: what a side said before it ended reaches the other one first. Touched on its event loop only.
 */
final class Session implements Leg.Owner, Sweeper.Sweepable {
    private static final long WITHOUT_PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final byte[] TERMINATE = {'X', 0, 0, 0, 4};

    private final RelayLoop loop;
    private final Watch watch;
    private final Leg client;
    private final Leg server;
    private final long idleNanos;

    private boolean draining;
    private boolean over;
    private Side endedFirst = Side.SERVER;
    private long active;

    Session(RelayLoop loop, SafeSession observer) {
        this.loop = loop;
        this.watch = new Watch(observer, loop.advice());
        this.client = new Leg(this, loop.memory());
        this.server = new Leg(this, loop.memory());
        client.faces(server);
        server.faces(client);
        this.idleNanos = loop.settings().listen().idleTimeout().toNanos();
        this.active = loop.sweeper().now();
    }

    Leg client() {
        return client;
    }

    Leg server() {
        return server;
    }

    /**
     * Both legs are in their pipelines.
     *
     * @param first what the client has said so far; goes over to this
     * @param clientEnded whether it says no more
     */
    void begin(ByteBuf first, boolean clientEnded) {
        loop.sweeper().add(this);
        client.take(first);
        client.passOn();
        if (clientEnded) {
            client.endInput();
        }
    }

    // --- what the legs say

    @Override
    public void read(Leg leg, ByteBuf bytes) {
        active = loop.sweeper().now();
        if (leg == client) {
            watch.client(bytes);
        } else {
            watch.server(bytes);
        }
    }

    @Override
    public void passedOn(Leg leg) {
        if (draining && leg == server && watch.isIdle()) {
            dismiss(ErrorMessage.TERMINATED);
        }
    }

    @Override
    public void stalls(Leg leg, boolean stalls) {
        if (leg == server && !over) {
            watch.clientStalls(stalls);
        }
    }

    /** A server's process has ended then, and takes nothing more; a client may still want an answer. */
    @Override
    public void inputEnded(Leg leg) {
        if (leg == server) {
            end(endedFirst, false);
            server.close();
            client.linger(loop);
        } else if (client.isDeaf()) {
            gone();
        } else {
            endedFirst = Side.CLIENT;
            server.finish();
        }
    }

    @Override
    public void deaf(Leg leg) {
        if (leg == client && client.isInputEnded()) {
            gone();
        }
    }

    /** There is no client any more: the server gets what that has said, and the end. */
    private void gone() {
        if (!over) {
            active = loop.sweeper().now();
            server.finish();
            server.close();
            client.close();
            end(Side.CLIENT, false);
        }
    }

    private void end(Side by, boolean orderly) {
        if (!over) {
            over = true;
            watch.ended(by, orderly);
        }
    }

    // --- what the relay wants

    @Override
    public void draining() {
        if (!draining) {
            draining = true;
            if (!over && watch.isIdle()) {
                dismiss(ErrorMessage.TERMINATED);
            }
        }
    }

    /** Ends a session, both sides of which are told. */
    private void dismiss(ErrorMessage why) {
        if (over) {
            return;
        }
        end(Side.RELAY, true);
        client.write(client.message(why));
        client.linger(loop);
        server.write(server.copy(TERMINATE));
        server.flush();
        server.finish();
        server.close();
    }

    @Override
    public void shutDown() {
        if (over) {
            server.abort();
            return;
        }
        if (watch.mayAddMessage()) {
            client.write(client.message(ErrorMessage.TERMINATED));
            client.flush();
            end(Side.RELAY, false);
            client.linger(loop);
        } else {
            end(Side.RELAY, false);
            client.abort();
        }
        server.abort();
    }

    @Override
    public void sweep(long now) {
        boolean serverMoved = server.progressed();
        if (over) {
            putAway(now, serverMoved);
        } else if (client.isDeaf() && !client.isInputEnded()) {
            // What it has still said waits for a server that does not take it.
            giveUp(now, serverMoved);
        } else if (idleNanos > 0 && now - active > idleNanos) {
            if (watch.isIdle()) {
                dismiss(ErrorMessage.IDLE);
            } else if (watch.isBlind()) {
                breakOff();
            }
        }
    }

    private void putAway(long now, boolean serverMoved) {
        if (server.isClosed()) {
            loop.sweeper().remove(this);
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

    private void breakOff() {
        end(Side.RELAY, false);
        client.abort();
        server.abort();
    }
}
