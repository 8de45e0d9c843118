package dev.loupe.relay.postgres;

import dev.loupe.relay.net.pair.Leg;
import dev.loupe.relay.net.pair.Pair;
import dev.loupe.relay.postgres.SessionObserver.Side;
import io.netty.buffer.ByteBuf;

/** A client's session with a server: what passes is watched, and may be changed near its beginning. */
final class Session extends Pair {
    private static final byte[] TERMINATE = {'X', 0, 0, 0, 4};

    private final RelayLoop loop;
    private final Watch watch;
    private final long idleNanos;
    private Edit clientEdit = Edit.NONE;
    private Edit serverEdit = Edit.NONE;

    Session(RelayLoop loop, SafeSession observer) {
        super(loop.pairs());
        this.loop = loop;
        this.watch = new Watch(observer, loop.advice());
        this.idleNanos = loop.settings().listen().idleTimeout().toNanos();
    }

    /** Changes what the client says, until that is done. */
    void editsClient(Edit change) {
        clientEdit = change;
    }

    /** Changes what the server says, until that is done. */
    void editsServer(Edit change) {
        serverEdit = change;
    }

    @Override
    protected void pass(Leg from, ByteBuf bytes) {
        if (from == client()) {
            watch.client(bytes);
            server().write(clientEdit.isDone() ? bytes : clientEdit.pass(bytes));
        } else {
            watch.server(bytes);
            client().write(serverEdit.isDone() ? bytes : serverEdit.pass(bytes));
        }
    }

    @Override
    protected void passRest(Leg from) {
        ByteBuf rest = (from == client() ? clientEdit : serverEdit).release();
        if (rest != null) {
            (from == client() ? server() : client()).write(rest);
        }
    }

    @Override
    protected void stalled(Leg leg, boolean stalls) {
        if (leg == server()) {
            watch.clientStalls(stalls);
        }
    }

    @Override
    protected void over(By by, boolean orderly) {
        watch.ended(
                switch (by) {
                    case CLIENT -> Side.CLIENT;
                    case SERVER -> Side.SERVER;
                    case RELAY -> Side.RELAY;
                },
                orderly);
    }

    @Override
    protected boolean isIdle() {
        return watch.isIdle();
    }

    @Override
    protected void dismiss() {
        dismiss(ErrorMessage.TERMINATED);
    }

    /** Ends a session, both sides of which are told. */
    private void dismiss(ErrorMessage why) {
        end(By.RELAY, true);
        client().write(why.bytes(client().allocator()));
        client().linger(loop.pairs().sweeper());
        server().write(server().allocator().buffer(TERMINATE.length).writeBytes(TERMINATE));
        server().flush();
        server().finish();
        server().close();
    }

    @Override
    public void shutDown() {
        if (isOver()) {
            server().abort();
            return;
        }
        if (watch.mayAddMessage()) {
            client().write(ErrorMessage.TERMINATED.bytes(client().allocator()));
            client().flush();
            end(By.RELAY, false);
            client().linger(loop.pairs().sweeper());
        } else {
            end(By.RELAY, false);
            client().abort();
        }
        server().abort();
    }

    @Override
    public void sweep(long now) {
        super.sweep(now);
        boolean clientIsGone = client().isDeaf() && !client().isInputEnded();
        if (!isOver() && !clientIsGone && idleNanos > 0 && silent(now) > idleNanos) {
            if (watch.isIdle()) {
                dismiss(ErrorMessage.IDLE);
            } else if (watch.isBlind()) {
                breakOff();
            }
        }
    }
}
