package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.ConnectionObserver.Side;
import dev.loupe.relay.net.pair.Leg;
import dev.loupe.relay.net.pair.Pair;
import io.netty.buffer.ByteBuf;

/**
 * A client's connection to a broker. When the relay is to end and it does nothing, the relay closes it towards the client as a
 * broker does; what the client says until it agrees still reaches the broker, which is then told that the client closes.
 */
final class Connection extends Pair {
    private final RelayLoop loop;
    private final SafeObserver observer;
    private final Watch watch;
    private final ClientWay clientWay;
    private final ServerWay serverWay;

    Connection(RelayLoop loop, SafeObserver observer) {
        super(loop.pairs());
        this.loop = loop;
        this.observer = observer;
        this.watch = new Watch(observer, loop.advice());
        this.clientWay = new ClientWay(server(), loop, observer, watch);
        this.serverWay = new ServerWay(client(), loop, observer, watch);
        if (observer.isBlind()) {
            clientWay.end();
            serverWay.end();
        }
    }

    @Override
    protected void pass(Leg from, ByteBuf bytes) {
        if (from == client()) {
            clientWay.pass(bytes);
            if (watch.isDismissed() && watch.isAgreed()) {
                leave();
            }
        } else if (watch.isDismissed()) {
            // Who was told that the connection closes discards everything else (AMQP 0-9-1, section 1.4.2.8).
            bytes.release();
        } else {
            serverWay.pass(bytes);
        }
        goBlindIfLost();
    }

    private void goBlindIfLost() {
        if (observer.isBlind() && !isOver()) {
            clientWay.goBlind();
            if (!serverWay.isSwallowing()) {
                serverWay.goBlind();
            }
        }
    }

    @Override
    protected void passRest(Leg from) {
        if (from == client()) {
            clientWay.giveUpHeld();
        } else {
            serverWay.giveUpHeld();
        }
    }

    @Override
    protected void stalled(Leg leg, boolean stalls) {
        if (leg == server()) {
            observer.clientStalls(stalls);
        } else {
            observer.serverStalls(stalls);
        }
    }

    @Override
    protected void over(By by, boolean orderly) {
        clientWay.end();
        serverWay.end();
        watch.ended(
                switch (by) {
                    case CLIENT -> Side.CLIENT;
                    case SERVER -> Side.SERVER;
                    case RELAY -> Side.RELAY;
                });
    }

    @Override
    protected boolean isIdle() {
        return watch.isIdle()
                && serverWay.isBetweenFrames()
                && clientWay.isBetweenFrames()
                && !clientWay.holds()
                && !serverWay.holds();
    }

    @Override
    protected void dismiss() {
        watch.dismissed();
        client().write(CloseFrame.bytes(client().allocator()));
        client().flush();
    }

    /** The client has agreed that the connection is closed, and the broker was told; what that says still is dropped. */
    private void leave() {
        server().flush();
        end(By.RELAY, true);
        client().linger(loop.pairs().sweeper());
        server().read();
    }

    @Override
    public void shutDown() {
        if (isOver()) {
            server().close();
            return;
        }
        boolean mayClose = watch.mayClose() && serverWay.isBetweenFrames();
        if (mayClose) {
            client().write(CloseFrame.bytes(client().allocator()));
            client().flush();
        }
        end(By.RELAY, false);
        if (mayClose) {
            client().linger(loop.pairs().sweeper());
        } else {
            client().abort();
        }
        // Not a reset, which would take away from the broker what it has not read of what the client published.
        server().finish();
        server().close();
    }
}
