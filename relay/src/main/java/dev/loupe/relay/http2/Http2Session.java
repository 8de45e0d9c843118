package dev.loupe.relay.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.net.impl.ShutdownEvent;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One HTTP/2 connection: its streams, and when it ends. Touched on its event loop only. */
public final class Http2Session extends ChannelInboundHandlerAdapter {
    /** Never in a table that somebody else's requests go through (RFC 7541 section 7.1). */
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "set-cookie", "proxy-authorization");

    private final Channel channel;
    private final Http2FrameCodec codec;
    private final Listener listener;

    private int streams;
    private boolean goingAway;

    private Http2Session(Channel channel, Http2FrameCodec codec, Listener listener) {
        this.channel = channel;
        this.codec = codec;
        this.listener = listener;
    }

    /** What happens to a connection. */
    public interface Listener {
        /** The peer, or {@link Http2Session#goAway}, lets no more streams begin. */
        default void goesAway() {}

        /** A stream is over. */
        default void streamEnded() {}

        /** Something has come from the peer. */
        default void heard() {}

        /** The process is told to end. */
        default void shutsDown() {}

        /** The connection is over. */
        void closed();
    }

    /**
     * Takes up a client's connection.
     *
     * @param before name of the handler of the channel's pipeline before which HTTP/2 is spoken
     * @param accept is given each stream's channel, which reads and writes bytes of HTTP/1.1
     */
    public static Http2Session server(
            Channel channel,
            String before,
            Http2Limits limits,
            BiConsumer<Channel, ServerStreamCodec> accept,
            Listener listener) {
        Http2FrameCodecBuilder builder = Http2FrameCodecBuilder.forServer()
                .initialSettings(settings(limits).maxConcurrentStreams(limits.maxStreams()));
        return install(channel, before, builder, limits, listener, session -> new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                ServerStreamCodec streamCodec = new ServerStreamCodec(limits.maxHead());
                session.count(stream);
                stream.pipeline().addLast(streamCodec);
                accept.accept(stream, streamCodec);
            }
        });
    }

    /** Begins to speak with a server. */
    public static Http2Session client(Channel channel, String before, Http2Limits limits, Listener listener) {
        Http2FrameCodecBuilder builder = Http2FrameCodecBuilder.forClient()
                .initialSettings(settings(limits).pushEnabled(false));
        return install(channel, before, builder, limits, listener, session -> new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.close();
            }
        });
    }

    private interface Streams {
        ChannelInitializer<Channel> of(Http2Session session);
    }

    private static Http2Session install(
            Channel channel,
            String before,
            Http2FrameCodecBuilder builder,
            Http2Limits limits,
            Listener listener,
            Streams streams) {
        Http2FrameCodec codec = builder.validateHeaders(true)
                .gracefulShutdownTimeoutMillis(0)
                .headerSensitivityDetector((name, value) -> SECRETS.contains(name.toString()))
                .build();
        Http2Session session = new Http2Session(channel, codec, listener);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore(before, "http2-codec", codec);
        pipeline.addBefore(before, "http2-streams", new Http2MultiplexHandler(streams.of(session)));
        pipeline.addBefore(before, "http2-session", session);
        session.widen(limits);
        return session;
    }

    private static Http2Settings settings(Http2Limits limits) {
        return Http2Settings.defaultSettings()
                .initialWindowSize(limits.window())
                .maxHeaderListSize(limits.maxHead());
    }

    private void widen(Http2Limits limits) {
        Http2Connection connection = codec.connection();
        try {
            connection
                    .local()
                    .flowController()
                    .incrementWindowSize(connection.connectionStream(), limits.connectionWindowIncrement());
            channel.flush();
        } catch (Http2Exception e) {
            channel.close();
        }
    }

    private void count(Channel stream) {
        streams++;
        stream.closeFuture().addListener(closed -> {
            streams--;
            listener.streamEnded();
            closeIfDone();
        });
    }

    /** Streams that are open. */
    public int streams() {
        return streams;
    }

    /** Whether the peer lets another stream begin. */
    public boolean hasRoom(int most) {
        return !goingAway
                && channel.isActive()
                && streams < Math.min(most, codec.connection().local().maxActiveStreams());
    }

    /**
     * Begins a stream, whose channel reads and writes bytes of HTTP/1.1.
     *
     * @param scheme of the requests
     * @param maxHead bytes of a request's head
     * @param ready is given the channel before anything happens on it
     * @param failed is called if there can be none
     */
    public void open(String scheme, int maxHead, Consumer<Channel> ready, Runnable failed) {
        new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        count(stream);
                        stream.pipeline().addLast(new ClientStreamCodec(scheme, maxHead));
                    }
                })
                .open()
                .addListener((Future<Http2StreamChannel> done) -> {
                    if (done.isSuccess()) {
                        ready.accept(done.getNow());
                    } else {
                        failed.run();
                    }
                });
    }

    /** Asks the peer for a sign of life, which {@link Listener#heard} will be told. */
    public void ping() {
        channel.writeAndFlush(new DefaultHttp2PingFrame(0));
    }

    /** Lets those streams that are open finish, and no others begin; then the connection closes. */
    public void goAway() {
        if (!goingAway && channel.isActive()) {
            channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            ends();
        }
    }

    private void ends() {
        if (!goingAway) {
            goingAway = true;
            listener.goesAway();
            closeIfDone();
        }
    }

    private void closeIfDone() {
        if (goingAway && streams == 0) {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Http2GoAwayFrame) {
            ends();
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        listener.heard();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        goingAway = true;
        listener.closed();
        ctx.fireChannelInactive();
    }

    /** What concerns the connection has closed it already. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof Http2Exception)) {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ShutdownEvent) {
            listener.shutsDown();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
