package dev.loupe.relay.postgres;

import dev.loupe.relay.net.ClientLimit.Admission;
import dev.loupe.relay.net.Reset;
import dev.loupe.relay.net.Sockets;
import dev.loupe.relay.net.Sweeper;
import dev.loupe.relay.net.pair.Lingering;
import dev.loupe.relay.net.pair.ServerConnector;
import dev.loupe.relay.net.tls.ListenTls;
import dev.loupe.relay.postgres.PostgresPath.Refusal;
import dev.loupe.relay.postgres.PostgresRelaySettings.Encryption;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ShutdownEvent;
import java.security.cert.Certificate;
import java.util.Optional;

/**
 * A client's connection until its session begins, or it is turned away. Touched on its event loop only.
 *
 * <pre>
 *  reading ──start, cancel, or anything unknown──► connecting ──► session
 *   │  ▲ │                                              │
 *   │  └─┴─ SSLRequest, GSSENCRequest, TLS              │
 *   └──────────────────► turned away ◄──────────────────┘
 * </pre>
 */
final class ClientOpening extends ChannelInboundHandlerAdapter implements Sweeper.Sweepable, ServerConnector.Asker {
    private final RelayLoop loop;
    private final Admission admission;
    private final boolean unix;
    private final long since;

    private ChannelHandlerContext context;
    private ByteBuf held;
    private StartPacket kind = StartPacket.INCOMPLETE;
    private SslHandler tls;
    private boolean direct;
    private boolean shaken;
    private boolean connecting;
    private boolean inputEnded;
    private boolean draining;
    private boolean over;

    /** @param unix whether it came over a Unix socket, on which PostgreSQL speaks no TLS */
    ClientOpening(RelayLoop loop, Admission admission, boolean unix) {
        this.loop = loop;
        this.admission = admission;
        this.unix = unix;
        this.since = loop.pairs().sweeper().now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        Sockets.prepare(added.channel(), loop.pairs().memory());
        added.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        loop.pairs().sweeper().add(this);
        if (admission == Admission.DROPPED) {
            loop.path().refused(Refusal.CONNECTIONS);
            drop();
        }
    }

    // --- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (over) {
            bytes.release();
            return;
        }
        held = held == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, bytes);
        if (!connecting) {
            look();
        }
    }

    private void look() {
        while (!over && !connecting && held != null && held.isReadable()) {
            kind = StartPacket.of(held);
            if (kind == StartPacket.INCOMPLETE) {
                return;
            }
            boolean encryption =
                    kind == StartPacket.TLS || kind == StartPacket.SSL_REQUEST || kind == StartPacket.GSSENC_REQUEST;
            if (!encryption || loop.settings().listen().encryption() == Encryption.RELAY) {
                begin();
            } else if (tls != null) {
                // Encryption within encryption is none of PostgreSQL's.
                turnAway(Refusal.TLS);
            } else if (!mayEncrypt() || kind == StartPacket.GSSENC_REQUEST) {
                refuseEncryption();
            } else {
                encrypt();
            }
        }
    }

    private boolean mayEncrypt() {
        return loop.settings().listen().encryption() == Encryption.TERMINATE && !unix;
    }

    private void refuseEncryption() {
        if (kind == StartPacket.TLS) {
            turnAway(Refusal.TLS);
            return;
        }
        held.skipBytes(StartPacket.REQUEST_BYTES);
        answer('N');
    }

    /** What comes behind the question was not said under TLS, and must not be taken for it (CVE-2021-23214). */
    private void encrypt() {
        direct = kind == StartPacket.TLS;
        if (!direct) {
            held.skipBytes(StartPacket.REQUEST_BYTES);
            if (held.isReadable()) {
                turnAway(Refusal.TLS);
                return;
            }
            answer('S');
        }
        ByteBuf hello = held;
        held = null;
        tls = loop.pairs().tls().towardsClient(context.alloc());
        context.pipeline().addFirst("loupe-ssl", tls);
        if (hello.isReadable()) {
            context.pipeline().fireChannelRead(hello).fireChannelReadComplete();
        } else {
            hello.release();
        }
    }

    private void answer(char answer) {
        context.writeAndFlush(context.alloc().buffer(1).writeByte(answer), context.voidPromise());
    }

    // --- connecting

    private void begin() {
        boolean cancels = kind == StartPacket.CANCEL_REQUEST;
        if (draining) {
            turnAway(Refusal.SHUTDOWN, ErrorMessage.SHUTTING_DOWN);
        } else if (kind == StartPacket.STARTUP && wantsCertificate() && tls == null) {
            turnAway(Refusal.TLS, ErrorMessage.CERTIFICATE_WANTED);
        } else if (admission != Admission.SERVED && !cancels) {
            turnAway(Refusal.CONNECTIONS, ErrorMessage.TOO_MANY);
        } else {
            connecting = true;
            context.channel().config().setAutoRead(false);
            loop.pairs().servers().connect(this);
        }
    }

    private boolean wantsCertificate() {
        return !unix
                && loop.settings()
                        .listen()
                        .tls()
                        .flatMap(ListenTls::clientTrust)
                        .isPresent();
    }

    @Override
    public void connected(ChannelHandlerContext last, Optional<Certificate> certificate) {
        if (over) {
            last.close();
            return;
        }
        over = true;
        loop.pairs().sweeper().remove(this);
        Session session = new Session(loop, loop.path().begin());
        addEdits(session, certificate);
        last.pipeline().addBefore(last.name(), "loupe-server", session.server());
        context.pipeline().replace(this, "loupe-client", session.client());
        ByteBuf first = held;
        held = null;
        context.channel().config().setAutoRead(true);
        session.begin(first, inputEnded);
        if (draining) {
            session.draining();
        }
    }

    private void addEdits(Session session, Optional<Certificate> server) {
        String suffix = loop.settings().applicationName();
        if (!suffix.isEmpty()) {
            session.editsClient(new ApplicationNameEdit(context.alloc(), suffix));
        }
        boolean sameCertificate =
                server.isPresent() && tls != null && loop.pairs().tls().shows(server.get());
        if (server.isPresent() && !sameCertificate) {
            session.editsServer(new SaslEdit(context.alloc(), loop.advice(), tls != null));
        }
    }

    @Override
    public void unreachable() {
        loop.advice().about(Topic.UNREACHABLE);
        turnAway(Refusal.UNREACHABLE, ErrorMessage.UNREACHABLE);
    }

    @Override
    public void withoutTls() {
        loop.advice().about(Topic.NO_TLS);
        turnAway(Refusal.TLS, ErrorMessage.NO_TLS);
    }

    // --- turned away

    private void turnAway(Refusal why, ErrorMessage message) {
        boolean understood =
                kind == StartPacket.STARTUP || kind == StartPacket.SSL_REQUEST || kind == StartPacket.GSSENC_REQUEST;
        if (over || !understood) {
            turnAway(why);
            return;
        }
        loop.path().refused(why);
        over = true;
        loop.pairs().sweeper().remove(this);
        releaseHeld();
        context.write(message.bytes(context.alloc()), context.voidPromise());
        context.flush();
        context.pipeline()
                .replace(
                        this,
                        "loupe-lingering",
                        new Lingering(loop.pairs().sweeper(), loop.pairs().memory(), inputEnded));
    }

    private void turnAway(Refusal why) {
        if (!over) {
            loop.path().refused(why);
            drop();
        }
    }

    private void drop() {
        over = true;
        loop.pairs().sweeper().remove(this);
        releaseHeld();
        Reset.close(context);
    }

    private void releaseHeld() {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    // --- what happens to the connection

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            over = true;
            loop.pairs().sweeper().remove(this);
            releaseHeld();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!over && tls != null && !shaken) {
            turnAway(Refusal.TLS);
        } else if (!over) {
            drop();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            shaken(done.isSuccess());
        } else if (event instanceof ChannelInputShutdownEvent
                || (event instanceof SslCloseCompletionEvent closed && closed.isSuccess())) {
            inputEnded();
        } else if (event instanceof ShutdownEvent) {
            draining = true;
            if (!over && !connecting && held == null) {
                turnAway(Refusal.SHUTDOWN);
            }
        } else {
            ReferenceCountUtil.release(event);
        }
    }

    /** Without a question before, nobody but PostgreSQL may be meant. */
    private void shaken(boolean success) {
        shaken = success;
        boolean postgres = !direct || TlsNegotiator.PROTOCOL.equals(tls.applicationProtocol());
        if (!success || !postgres) {
            turnAway(Refusal.TLS);
        }
    }

    /** A client that is gone without a word wanted nothing; what one has said before it ended goes on to the server. */
    private void inputEnded() {
        inputEnded = true;
        if (over || connecting) {
            return;
        }
        if (held == null || !held.isReadable()) {
            drop();
        } else {
            kind = StartPacket.UNKNOWN;
            begin();
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
        if (!over) {
            turnAway(Refusal.SHUTDOWN);
        }
    }
}
