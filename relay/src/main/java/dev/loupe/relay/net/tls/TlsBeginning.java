package dev.loupe.relay.net.tls;

import dev.loupe.relay.net.Reset;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Begins TLS with a server, at once or after it was asked.
 *
 * <pre>
 *  asking ──yes──► shaking hands ──► done
 *    │ no, anything else, more than the answer, too late
 *    └──► failed
 * </pre>
 */
public final class TlsBeginning extends ChannelInboundHandlerAdapter {
    private final Function<ByteBufAllocator, SslHandler> contexts;
    private final Negotiation negotiation;
    private final Duration patience;
    private final Asker asker;

    private ChannelHandlerContext context;
    private SslHandler handler;
    private ScheduledFuture<?> timeUp;
    private boolean over;

    /** Who wants TLS. */
    public interface Asker {
        /**
         * It has begun.
         *
         * @param certificate what the server has shown; empty for none
         */
        void begun(Optional<Certificate> certificate);

        /** There is none, and the connection is closed. */
        void failed();
    }

    /** What is said before TLS. */
    public interface Negotiation {
        /** Nothing. */
        Negotiation NONE = new Negotiation() {
            @Override
            public boolean isDirect() {
                return true;
            }

            @Override
            public ByteBuf question(ByteBufAllocator allocator) {
                return allocator.buffer(0);
            }

            @Override
            public boolean isYes(ByteBuf answer) {
                return false;
            }

            @Override
            public boolean accepts(String applicationProtocol) {
                return true;
            }
        };

        /** Whether TLS begins at once. */
        boolean isDirect();

        /** What the server is asked otherwise. */
        ByteBuf question(ByteBufAllocator allocator);

        /** Whether that, and nothing more, says that TLS may begin. */
        boolean isYes(ByteBuf answer);

        /** Whether the server is the right one, by what it chose in ALPN; null if it chose nothing. */
        boolean accepts(String applicationProtocol);
    }

    /**
     * Begins when it is added to a pipeline, and removes itself.
     *
     * @param contexts makes the handler that shakes hands
     * @param patience for all of it
     */
    public TlsBeginning(
            Function<ByteBufAllocator, SslHandler> contexts, Negotiation negotiation, Duration patience, Asker asker) {
        this.contexts = contexts;
        this.negotiation = negotiation;
        this.patience = patience;
        this.asker = asker;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        timeUp = added.executor().schedule(this::fail, patience.toNanos(), TimeUnit.NANOSECONDS);
        if (negotiation.isDirect()) {
            shakeHands();
        } else {
            added.writeAndFlush(negotiation.question(added.alloc()));
        }
    }

    private void shakeHands() {
        handler = contexts.apply(context.alloc());
        context.pipeline().addFirst("loupe-ssl", handler);
    }

    /** What comes behind the answer was not said under TLS, and must not be taken for it (CVE-2021-23222). */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf answer = (ByteBuf) message;
        boolean yes = handler == null && negotiation.isYes(answer);
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
            if (done.isSuccess() && negotiation.accepts(handler.applicationProtocol())) {
                succeed();
            } else {
                fail();
            }
        } else {
            ReferenceCountUtil.release(event);
        }
    }

    private void succeed() {
        if (!over) {
            over = true;
            timeUp.cancel(false);
            context.pipeline().remove(this);
            asker.begun(certificate());
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
            asker.failed();
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
