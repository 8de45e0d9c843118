package dev.loupe.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One end of HTTP/2 connections that says and hears frames, whether they are allowed or not. */
final class Http2Peer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Channel> connections = new LinkedBlockingQueue<>();
    private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<Channel> all = new CopyOnWriteArrayList<>();
    private Channel channel;

    /** A client of that port. */
    static Http2Peer connect(int port) {
        Http2Peer peer = new Http2Peer();
        peer.channel = new Bootstrap()
                .group(peer.loops)
                .channel(NioSocketChannel.class)
                .handler(peer.speaking(Http2FrameCodecBuilder.forClient()))
                .connect(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
        return peer;
    }

    /** A server on a free port, which lets as many streams begin as said. */
    static Http2Peer listen(int maxStreams) {
        Http2Peer peer = new Http2Peer();
        peer.channel = new ServerBootstrap()
                .group(peer.loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(peer.speaking(Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(maxStreams))))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return peer;
    }

    private ChannelInitializer<Channel> speaking(Http2FrameCodecBuilder codec) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connection) {
                connections.add(connection);
                Http2FrameCodec frames = codec.validateHeaders(false)
                        .encoderIgnoreMaxHeaderListSize(true)
                        .build();
                connection
                        .pipeline()
                        .addLast(frames)
                        .addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelActive(ChannelHandlerContext ctx) throws Http2Exception {
                                // Streams that are not read leave room for others.
                                frames.connection()
                                        .local()
                                        .flowController()
                                        .incrementWindowSize(frames.connection().connectionStream(), 10_000_000);
                                ctx.fireChannelActive();
                            }
                        })
                        .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel stream) {
                                streams.add(new Stream(stream));
                            }
                        }))
                        .addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext ctx, Object message) {
                                if (message instanceof Http2GoAwayFrame) {
                                    told.add("GOAWAY");
                                }
                                ReferenceCountUtil.release(message);
                            }

                            @Override
                            public void channelInactive(ChannelHandlerContext ctx) {
                                told.add("closed");
                            }

                            @Override
                            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                                told.add("broken");
                            }
                        });
            }
        };
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** The next thing that the connection as a whole is told. */
    Http2Peer hears(String expected) {
        assertThat(poll(told)).isEqualTo(expected);
        return this;
    }

    /** The connection ends, whatever it is told before. */
    void ends() {
        String next = poll(told);
        while (!next.equals("closed")) {
            next = poll(told);
        }
    }

    /** The connection that was made next. */
    Channel connection() {
        return poll(connections);
    }

    boolean hasMoreConnections() {
        return !connections.isEmpty();
    }

    static void goAway(Channel connection) {
        connection
                .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR))
                .syncUninterruptibly();
    }

    /** The next stream that the other side begins. */
    Stream accepts() {
        return poll(streams);
    }

    /** Begins a stream. */
    Stream opens() {
        Stream[] opened = new Stream[1];
        new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        opened[0] = new Stream(stream);
                    }
                })
                .open()
                .syncUninterruptibly();
        return opened[0];
    }

    /** The fields of a request, pseudo-fields before. */
    static Http2Headers request(String method, String path, String... fields) {
        return with(
                new DefaultHttp2Headers(false)
                        .method(method)
                        .scheme("http")
                        .authority("h")
                        .path(path),
                fields);
    }

    /** The fields of a response. */
    static Http2Headers response(int status, String... fields) {
        return with(new DefaultHttp2Headers(false).status(Integer.toString(status)), fields);
    }

    /** The fields of a trailer section. */
    static Http2Headers trailers(String... fields) {
        return with(new DefaultHttp2Headers(false), fields);
    }

    private static Http2Headers with(Http2Headers headers, String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return headers;
    }

    private static <T> T poll(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("something within %d s", PATIENCE_SECONDS).isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        all.forEach(stream -> stream.close().syncUninterruptibly());
        channel.close().syncUninterruptibly();
        connections.forEach(connection -> connection.close().syncUninterruptibly());
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One stream of a connection. */
    final class Stream {
        private final Channel stream;
        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

        private Stream(Channel stream) {
            this.stream = stream;
            all.add(stream);
            stream.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    read(message);
                }

                @Override
                public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                    if (event instanceof Http2ResetFrame reset) {
                        frames.add("RST " + Http2Error.valueOf(reset.errorCode()));
                    }
                    ReferenceCountUtil.release(event);
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                    ctx.close();
                }
            });
        }

        private void read(Object message) {
            if (message instanceof Http2HeadersFrame frame) {
                StringBuilder text = new StringBuilder("HEADERS");
                for (Map.Entry<CharSequence, CharSequence> field : frame.headers()) {
                    text.append(' ').append(field.getKey()).append('=').append(field.getValue());
                }
                frames.add(text + (frame.isEndStream() ? " END" : ""));
            } else if (message instanceof Http2DataFrame frame) {
                String data = frame.content().toString(StandardCharsets.ISO_8859_1);
                frames.add("DATA " + data + (frame.isEndStream() ? " END" : ""));
            }
            ReferenceCountUtil.release(message);
        }

        Stream sends(Http2Headers headers) {
            stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers));
            return this;
        }

        /** Those are its last fields. */
        Stream endsWith(Http2Headers headers) {
            stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
            return this;
        }

        Stream sends(String data) {
            stream.writeAndFlush(new DefaultHttp2DataFrame(bytes(data)));
            return this;
        }

        Stream endsWith(String data) {
            stream.writeAndFlush(new DefaultHttp2DataFrame(bytes(data), true));
            return this;
        }

        private static ByteBuf bytes(String data) {
            return Unpooled.copiedBuffer(data, StandardCharsets.ISO_8859_1);
        }

        void resets(Http2Error error) {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(error)).syncUninterruptibly();
        }

        /** Reads nothing more, or something again. */
        Stream reads(boolean reading) {
            stream.config().setAutoRead(reading);
            return this;
        }

        /** The next frames are those. */
        Stream hears(String... expected) {
            for (String frame : expected) {
                assertThat(next()).isEqualTo(frame);
            }
            return this;
        }

        String next() {
            return poll(frames);
        }

        boolean isOpen() {
            return stream.isOpen();
        }

        boolean isSilent() {
            return frames.isEmpty();
        }
    }
}
