package dev.loupe.relay.http;

import dev.loupe.relay.net.Sweeper;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.net.impl.ShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Finds out from a client's first bytes which version of HTTP it speaks (RFC 9113 section 3.4), and leaves the connection
 * to whoever speaks that one.
 */
final class Preface extends ChannelInboundHandlerAdapter implements Sweeper.Sweepable {
    private static final byte[] HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RelayLoop loop;
    private final HttpRelaySettings.Http2 http2;
    private final Supplier<ClientConnection> http1;
    private final long since;

    private ChannelHandlerContext context;
    private ByteBuf read;

    Preface(RelayLoop loop, HttpRelaySettings.Http2 http2, Supplier<ClientConnection> http1) {
        this.loop = loop;
        this.http2 = http2;
        this.http1 = http1;
        this.since = loop.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        loop.sweeper().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        loop.sweeper().remove(this);
        if (read != null) {
            read.release();
            read = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        read = read == null ? in : ctx.alloc().compositeBuffer().addComponents(true, read, in);
        int length = Math.min(read.readableBytes(), HTTP2.length);
        int same = 0;
        while (same < length && read.getByte(read.readerIndex() + same) == HTTP2[same]) {
            same++;
        }
        if (same == HTTP2.length || same < length) {
            ByteBuf all = read;
            read = null;
            leave(ctx.pipeline(), same == HTTP2.length);
            ctx.pipeline().fireChannelRead(all);
        }
    }

    private void leave(ChannelPipeline pipeline, boolean isHttp2) {
        if (isHttp2) {
            ClientSession.begin(loop, pipeline.channel(), context.name(), http2);
            pipeline.remove(this);
        } else {
            pipeline.replace(this, "loupe-client", http1.get());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ShutdownEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public void sweep(long now) {
        HttpRelaySettings.Listen listen = loop.settings().listen();
        if (now - since > (read == null ? listen.keepAlive() : listen.headerTimeout()).toNanos()) {
            context.close();
        }
    }
}
