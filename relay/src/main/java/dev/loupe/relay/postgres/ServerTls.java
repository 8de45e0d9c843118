package dev.loupe.relay.postgres;

import dev.loupe.relay.net.Reset;
import dev.loupe.relay.postgres.PostgresPath.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Begins TLS with the server (PostgreSQL manual, "SSL Session Encryption").
 *
 * <pre>
 *  asking ──S──► shaking hands ──► done
 *    │ N, E, anything else, more than one byte, too late
 *    └──► failed
 * </pre>
 */
final class ServerTls extends ChannelInboundHandlerAdapter {
    private final TlsContexts tls;
    private final ChannelHandlerContext last;
    private final boolean direct;
    private final Duration patience;
    private final ServerConnector.Asker asker;

    private ChannelHandlerContext context;
    private SslHandler handler;
    private ScheduledFuture<?> timeUp;
    private boolean over;

    ServerTls(
            TlsContexts tls,
            ChannelHandlerContext last,
            boolean direct,
            Duration patience,
            ServerConnector.Asker asker) {
        this.tls = tls;
        this.last = last;
        this.direct = direct;
        this.patience = patience;
        this.asker = asker;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        timeUp = added.executor().schedule(this::fail, patience.toNanos(), TimeUnit.NANOSECONDS);
        if (direct) {
            shakeHands();
        } else {
            ByteBuf request = added.alloc().buffer(StartPacket.REQUEST_BYTES);
            added.writeAndFlush(request.writeInt(StartPacket.REQUEST_BYTES).writeInt(StartPacket.CODE_SSL));
        }
    }

    private void shakeHands() {
        handler = tls.towardsServer(context.alloc());
        context.pipeline().addFirst("loupe-ssl", handler);
    }

    /** What comes behind the answer was not said under TLS, and must not be taken for it (CVE-2021-23222). */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf answer = (ByteBuf) message;
        boolean yes = handler == null && answer.readableBytes() == 1 && answer.getByte(answer.readerIndex()) == 'S';
        answer.release();
        if (over) {
            return;
        }
        if (yes) {
            shakeHands();
        } else {
            fail();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (done.isSuccess() && isPostgres()) {
                succeed();
            } else {
                fail();
            }
        } else {
            ReferenceCountUtil.release(event);
        }
    }

    /** Nobody but PostgreSQL may be meant, where the server has not said so before. */
    private boolean isPostgres() {
        String protocol = handler.applicationProtocol();
        return protocol == null ? !direct : protocol.equals(TlsContexts.PROTOCOL);
    }

    private void succeed() {
        if (!over) {
            over = true;
            timeUp.cancel(false);
            context.pipeline().remove(this);
            asker.connected(last, certificate());
        }
    }

    private Optional<Certificate> certificate() {
        try {
            return Optional.of(handler.engine().getSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private void fail() {
        if (!over) {
            over = true;
            timeUp.cancel(false);
            asker.failed(Refusal.TLS);
            Reset.close(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail();
    }
}
