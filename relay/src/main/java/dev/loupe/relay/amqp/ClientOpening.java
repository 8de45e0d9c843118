package dev.loupe.relay.amqp;

import dev.loupe.relay.amqp.AmqpPath.Refusal;
import dev.loupe.relay.net.ClientLimit.Admission;
import dev.loupe.relay.net.Reset;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.pair.ServerConnector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ShutdownEvent;
import java.security.cert.Certificate;
import java.util.Optional;

/**
 * A client's connection until it has said its first word and the broker has taken a connection, or until it is turned away:
 * with a reset, since before AMQP has begun there are no words for it, and that is what a port without a broker answers.
 * Touched on its event loop only.
 */
final class ClientOpening extends ChannelInboundHandlerAdapter implements Sweeper.Sweepable, ServerConnector.Asker {
    private final RelayLoop loop;
    private final Admission admission;
    private final long since;

    private ChannelHandlerContext context;
    private ByteBuf held;
    private boolean connecting;
    private boolean inputEnded;
    private boolean draining;
    private boolean over;

    ClientOpening(RelayLoop loop, Admission admission) {
        this.loop = loop;
        this.admission = admission;
        this.since = loop.pairs().sweeper().now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        Sockets.prepare(added.channel(), loop.pairs().memory());
        added.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        loop.pairs().sweeper().add(this);
        if (admission != Admission.SERVED) {
            turnAway(Refusal.CONNECTIONS);
        } else if (loop.settings().listen().tls().isPresent()) {
            added.pipeline().addFirst("loupe-ssl", loop.pairs().tls().towardsClient(added.alloc()));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (over) {
            bytes.release();
            return;
        }
        held = held == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, bytes);
        if (!connecting && held.isReadable()) {
            begin();
        }
    }

    private void begin() {
        if (draining) {
            turnAway(Refusal.SHUTDOWN);
        } else {
            connecting = true;
            context.channel().config().setAutoRead(false);
            loop.pairs().servers().connect(this);
        }
    }

    @Override
    public void connected(ChannelHandlerContext last, Optional<Certificate> certificate) {
        if (over) {
            last.close();
            return;
        }
        over = true;
        loop.pairs().sweeper().remove(this);
        Connection connection = new Connection(loop, loop.path().begin());
        last.pipeline().addBefore(last.name(), "loupe-server", connection.server());
        context.pipeline().replace(this, "loupe-client", connection.client());
        ByteBuf first = held;
        held = null;
        context.channel().config().setAutoRead(true);
        connection.begin(first, inputEnded);
        if (draining) {
            connection.draining();
        }
    }

    @Override
    public void unreachable() {
        loop.advice().about(Topic.UNREACHABLE);
        turnAway(Refusal.UNREACHABLE);
    }

    @Override
    public void withoutTls() {
        loop.advice().about(Topic.NO_TLS);
        turnAway(Refusal.TLS);
    }

    private void turnAway(Refusal why) {
        if (!over) {
            loop.path().refused(why);
            drop();
        }
    }

    private void drop() {
        forget();
        Reset.close(context);
    }

    private void forget() {
        over = true;
        loop.pairs().sweeper().remove(this);
        if (held != null) {
            held.release();
            held = null;
        }
    }

    // --- what happens to the connection

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            forget();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!over) {
            drop();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (!done.isSuccess()) {
                turnAway(Refusal.TLS);
            }
        } else if (event instanceof ChannelInputShutdownEvent
                || (event instanceof SslCloseCompletionEvent closed && closed.isSuccess())) {
            inputEnded();
        } else if (event instanceof ShutdownEvent) {
            draining = true;
            if (!connecting) {
                turnAway(Refusal.SHUTDOWN);
            }
        } else {
            ReferenceCountUtil.release(event);
        }
    }

    /** A client that is gone without a word wanted nothing. */
    private void inputEnded() {
        inputEnded = true;
        if (!over && !connecting) {
            drop();
        }
    }

    @Override
    public void sweep(long now) {
        if (!connecting && now - since > loop.settings().listen().startTimeout().toNanos()) {
            turnAway(Refusal.TIMEOUT);
        }
    }

    @Override
    public void shutDown() {
        turnAway(Refusal.SHUTDOWN);
    }
}
